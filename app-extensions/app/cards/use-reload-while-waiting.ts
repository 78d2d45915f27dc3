import { useEffect, useRef } from 'react';
import type { CardState } from './card-state.ts';

export const waitBeforeReloadMs = 3000;
/** Then the person who looks may ask again: a backend that is behind is not helped by being asked for ever. */
export const reloadsAtMost = 10;
/** Cards that were refused together do not come back together. */
export const spreadMs = 2000;

/** Asks again while the backend says that its answer may not contain everything yet, and while HubSpot is busy. */
export function useReloadWhileWaiting(state: CardState, reload: () => unknown): void {
  const attempts = useRef(0);
  const isBusy = 'trouble' in state && state.trouble === 'busy';
  const isWaiting = isBusy || ('data' in state && state.trouble === null && state.data.isCatchingUp);
  if (!isWaiting) attempts.current = 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: every answer that is still behind starts the next wait.
  useEffect(() => {
    if (!isWaiting || attempts.current >= reloadsAtMost) return;
    const waitMs = waitBeforeReloadMs + (isBusy ? Math.random() * spreadMs : 0);
    const timer = setTimeout(() => {
      attempts.current += 1;
      reload();
    }, waitMs);
    return () => clearTimeout(timer);
  }, [state, isWaiting, reload]);
}
