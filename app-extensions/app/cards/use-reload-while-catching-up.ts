import { useEffect, useRef } from 'react';
import type { CardState } from './card-state.ts';

export const catchUpIntervalMs = 3000;
/** Then the person who looks may ask again: a backend that is behind is not helped by being asked for ever. */
export const catchUpAttempts = 10;

/** Asks again while the backend says that its answer may not contain everything yet. */
export function useReloadWhileCatchingUp(state: CardState, reload: () => void): void {
  const attempts = useRef(0);
  const isCatchingUp = 'data' in state && !state.isOutdated && state.data.isCatchingUp;
  if (!isCatchingUp) attempts.current = 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: every answer that is still behind starts the next wait.
  useEffect(() => {
    if (!isCatchingUp || attempts.current >= catchUpAttempts) return;
    const timer = setTimeout(() => {
      attempts.current += 1;
      reload();
    }, catchUpIntervalMs);
    return () => clearTimeout(timer);
  }, [state, isCatchingUp, reload]);
}
