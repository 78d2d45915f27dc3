import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
window.addEventListener('popstate', tell);

/** The address as it stands; components that use it follow it. */
export function useAddress(): URL {
  const href = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => window.location.href,
  );
  return new URL(href);
}

/** `replace` for what is no step of its own, such as a letter typed into the search. */
export function goTo(path: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') window.history.pushState(null, '', path);
  else window.history.replaceState(null, '', path);
  if (how === 'push') window.scrollTo(0, 0);
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}
