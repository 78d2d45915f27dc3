import { type ReactNode, useState } from 'react';
import { OverlayContext } from './overlay-context.ts';

type Props = { overlay: ReactNode; children: (open: (() => void) | null) => ReactNode };

/** A trigger and its overlay, which is drawn once the trigger was used. A tooltip is drawn beside the trigger instead. */
export function WithOverlay({ overlay, children }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  if (overlay === undefined || overlay === null) return children(null);
  return (
    <OverlayContext.Provider value={{ isOpen, close: () => setIsOpen(false) }}>
      <span className="part-overlay-anchor">
        {children(() => setIsOpen(true))}
        {overlay}
      </span>
    </OverlayContext.Provider>
  );
}
