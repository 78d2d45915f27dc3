import type { Log } from '../../src/log.ts';

/** For tests in which nothing may go wrong: whatever is logged as an error fails the test. */
export const failingLog: Pick<Log, 'error'> = {
  error: (...said: unknown[]) => {
    const cause = (said[0] as { err?: unknown } | undefined)?.err;
    throw new Error(`Nothing should have been logged: ${JSON.stringify(said)}`, { cause });
  },
};
