import { createContext } from 'react';

/** Whether the overlay of the trigger around it is open. */
export const OverlayContext = createContext<{ isOpen: boolean; close: () => void }>({
  isOpen: false,
  close: () => undefined,
});

const closings = new Set<(id: string) => void>();

/** A card closes its own overlay by its id. */
export function closeOverlay(id: string): void {
  for (const listener of closings) listener(id);
}

export function listenToClosing(listener: (id: string) => void): () => void {
  closings.add(listener);
  return () => closings.delete(listener);
}
