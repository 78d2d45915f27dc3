import { type ReactNode, useId, useState } from 'react';
import { sizeOf } from './distance.ts';

type TileProps = { compact?: boolean; flush?: boolean; children?: ReactNode };

function Tile({ compact = false, flush = false, children }: TileProps) {
  return (
    <div className={`part-tile${compact ? ' part-tile-compact' : ''}${flush ? ' part-tile-flush' : ''}`}>
      {children}
    </div>
  );
}

function Card({ children }: { children?: ReactNode }) {
  return <div className="part-card">{children}</div>;
}

type AccordionProps = {
  title?: string;
  open?: boolean;
  defaultOpen?: boolean;
  disabled?: boolean;
  size?: string;
  onClick?: () => void;
  children?: ReactNode;
};

/** `open` puts it under the card's control; otherwise it opens and closes by itself. */
function Accordion({ title, open, defaultOpen = false, disabled = false, size, onClick, children }: AccordionProps) {
  const id = useId();
  const [own, setOwn] = useState(defaultOpen);
  const isOpen = open ?? own;
  const toggle = (): void => {
    setOwn(!isOpen);
    onClick?.();
  };
  return (
    <div className={`part-accordion part-accordion-${sizeOf(size, 'sm')}`}>
      <button type="button" disabled={disabled} aria-expanded={isOpen} aria-controls={id} onClick={toggle}>
        <svg
          viewBox="0 0 12 12"
          width="12"
          height="12"
          aria-hidden="true"
          className="part-accordion-sign"
          data-open={isOpen}
        >
          <path d="m4 2 4 4-4 4" />
        </svg>
        {title}
      </button>
      <div id={id} hidden={!isOpen} className="part-accordion-content">
        {children}
      </div>
    </div>
  );
}

export const containerParts = { Tile, Card, Accordion };
