import type { Store } from '../store/operations.ts';
import type { RightOfWay } from '../worker/right-of-way.ts';

/**
 * A store whose operations begin when nobody waits for a request. A PostgreSQL server shares its processors among connections,
 * and what it is asked by the work would run beside what it is asked for a card.
 */
export function askBehind(store: Store, giveWay: RightOfWay['giveWay']): Store {
  const entries = Object.entries(store).map(([name, operation]) => {
    if (typeof operation !== 'function' || name === 'close') return [name, operation];
    const ask = operation as (input: unknown) => Promise<unknown>;
    const askLater = async (input: unknown) => {
      await giveWay();
      return ask(input);
    };
    return [name, askLater];
  });
  return Object.fromEntries(entries) as Store;
}
