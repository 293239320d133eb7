import { describe, expect, it } from 'vitest';
import { Latents } from '../../../src/renderer/state/latents.svelte.ts';
import type { Input } from '../../../src/shared/contract.ts';
import { LatentOptions } from '../../../src/shared/model/latent.ts';
import { ViewState } from '../../../src/shared/model/project.ts';
import { answering, attempt, breathe } from './answers.ts';

function setUp() {
  const { client, of } = answering();
  const view = ViewState.parse({});
  const flush = async () => {};
  return { of, view, latents: new Latents({ client, view, attempt, flush }) };
}
const input: Input<'latent.start'> = { options: LatentOptions.parse({ columns: ['a'] }), backend: 'plain' };

describe('networks of a project', () => {
  it('are compared by the last that was asked for, whichever answer comes last', async () => {
    const { of, latents } = setUp();
    const all = [latents.compare(1, 1), latents.compare(1, 2)];
    const [first, second] = [of('latent.compare'), of('latent.compare')];
    second.answer('of seed 2');
    await breathe();
    first.answer('of seed 1');
    expect(await Promise.all(all)).toEqual([false, true]);
    expect(latents.comparison).toEqual({ model: 1, value: 'of seed 2' });
  });

  it('are trained once, however often that is asked for', async () => {
    const { of, view, latents } = setUp();
    const begun = latents.start(input);
    expect(latents.starting).toBe(true);
    expect(await latents.start(input)).toBeNull();
    await breathe();
    of('latent.start').answer({ job: 1, model: 7 });
    expect(await begun).toBe(7);
    expect(latents.starting).toBe(false);
    expect(view.latent.model).toBe(7);
    expect(() => of('latent.start')).toThrow();
  });

  it('may be asked for again when they were refused', async () => {
    const { of, latents } = setUp();
    const begun = latents.start(input);
    await breathe();
    of('latent.start').refuse(new Error('no'));
    expect(await begun).toBeNull();
    expect(latents.starting).toBe(false);
  });

  it('of a project that is gone say nothing in the next', async () => {
    const { of, view, latents } = setUp();
    const begun = latents.start(input);
    void latents.compare(1, 1);
    await breathe();
    latents.forget();
    of('latent.start').answer({ job: 1, model: 7 });
    of('latent.compare').answer('of the other');
    await begun;
    await breathe();
    expect(latents).toMatchObject({ comparison: null, starting: false });
    expect(view.latent.model).toBeNull();
  });

  it('are not said to have no epochs before these were asked for', async () => {
    const { of, latents } = setUp();
    expect(latents.knowsEpochs(1)).toBe(false);
    const loading = latents.loadEpochs(1);
    of('latent.epochs').answer([]);
    await loading;
    expect(latents.knowsEpochs(1)).toBe(true);
    expect(latents.epochs(1)).toEqual([]);
  });
});
