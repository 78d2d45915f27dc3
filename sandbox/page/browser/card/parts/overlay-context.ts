import { createContext } from 'react';

/** Whether the overlay of the trigger around it is open. */
export const OverlayContext = createContext<{ isOpen: boolean; close: () => void }>({
  isOpen: false,
  close: () => undefined,
});
