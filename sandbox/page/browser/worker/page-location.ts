import { useSyncExternalStore } from 'react';
import type { PageLocation } from './worker-protocol.ts';

/** Where the person is within the app's pages, as the hook that @hubspot/ui-extensions/pages looks for. */
export function createPageLocation(start: PageLocation) {
  let current = start;
  const listeners = new Set<() => void>();
  const listen = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    useAppPageLocation: () => useSyncExternalStore(listen, () => current),
    move: (location: PageLocation) => {
      current = location;
      for (const listener of listeners) listener();
    },
  };
}
