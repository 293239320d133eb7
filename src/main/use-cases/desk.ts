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
      await jobs.cancelAll(asking);
      session?.file.close();
      session = next;
    },
  };
}
