import type { MouseEvent, ReactNode } from 'react';
import { goTo } from './address.ts';

type Props = { href: string; className?: string; isCurrent?: boolean; children: ReactNode };

/** A link within the page; with a modifier key it opens as any other. */
export function PageLink({ href, className, isCurrent = false, children }: Props) {
  const onClick = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    goTo(href);
  };
  return (
    <a href={href} className={className} onClick={onClick} aria-current={isCurrent ? 'page' : undefined}>
      {children}
    </a>
  );
}
