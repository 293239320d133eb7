import type { Jobs } from '../jobs/registry.ts';
import type { Desk } from './context.ts';
import type { Session } from './session.ts';

export function createDesk(jobs: Jobs): Desk {
  let session: Session | null = null;
  return {
    get session() {
      return session;
    },
    replace: async (next, asking) => {
      // What is begun while others are being cancelled ends with them.
      do await jobs.cancelAll(asking);
      while (jobs.list().some(({ id, status }) => status === 'running' && id !== asking));
      session?.file.close();
      session = next;
    },
  };
}
