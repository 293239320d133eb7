import type { Client } from '../../../src/renderer/client.ts';

interface Asked {
  readonly name: string;
  readonly input: unknown;
  answer(value: unknown): void;
  refuse(thrown: unknown): void;
}

/** A client whose calls are answered when, and in the order that, a test says. */
export function answering(): { readonly client: Client; readonly asked: Asked[]; of(name: string): Asked } {
  const asked: Asked[] = [];
  const call = (name: string, input: unknown) =>
    new Promise((answer, refuse) => {
      asked.push({ name, input, answer, refuse });
    });
  return {
    client: { call } as unknown as Client,
    asked,
    /** The first call of that name that is not answered yet. */
    of: (name) => {
      const at = asked.findIndex((one) => one.name === name);
      if (at < 0) throw new Error(`${name} was not called.`);
      return asked.splice(at, 1)[0]!;
    },
  };
}

/** As the Lens does it: what is thrown is told, and answered with null. */
export const attempt = <T>(run: () => Promise<T>): Promise<T | null> => run().catch(() => null);

/** Lets everything that is ready go on. */
export const breathe = (): Promise<void> => new Promise((done) => setTimeout(done, 0));
