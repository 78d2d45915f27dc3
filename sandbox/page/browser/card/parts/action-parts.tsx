import type { ReactNode } from 'react';
import { callHandler, type Handler } from './call-handler.ts';
import { sizeOf } from './distance.ts';
import { WithOverlay } from './WithOverlay.tsx';

type Href = string | { url: string; external?: boolean };
type ButtonProps = {
  onClick?: Handler;
  href?: Href;
  variant?: string;
  size?: string;
  type?: 'button' | 'submit' | 'reset';
  disabled?: boolean;
  loading?: boolean;
  overlay?: ReactNode;
  children?: ReactNode;
};

function Button({
  onClick,
  href,
  variant = 'secondary',
  size,
  type = 'button',
  disabled = false,
  loading = false,
  overlay,
  children,
}: ButtonProps) {
  const className = `part-button part-button-${variant} part-button-${sizeOf(size, 'md')}`;
  if (href !== undefined && !disabled) {
    return (
      <Anchor href={href} className={className} onClick={onClick}>
        {children}
      </Anchor>
    );
  }
  return (
    <WithOverlay overlay={overlay}>
      {(open) => (
        <button
          type={type}
          className={className}
          disabled={disabled || loading}
          aria-busy={loading}
          onClick={() => {
            open?.();
            callHandler(onClick);
          }}
        >
          {loading && <span className="part-spin" aria-hidden="true" />}
          {children}
        </button>
      )}
    </WithOverlay>
  );
}

function ButtonRow({ children }: { children?: ReactNode }) {
  return <div className="part-button-row">{children}</div>;
}

type LinkProps = {
  href?: Href;
  variant?: string;
  onClick?: Handler;
  preventDefault?: boolean;
  overlay?: ReactNode;
  children?: ReactNode;
};

/** Without an address, or with something of its own to open, a link is a button that looks like one. */
function Link({ href = '', variant = 'primary', onClick, preventDefault = false, overlay, children }: LinkProps) {
  const className = `part-link part-link-${variant}`;
  const leadsSomewhere = (typeof href === 'string' ? href : href.url) !== '';
  if (leadsSomewhere && !preventDefault && !overlay) {
    return (
      <Anchor href={href} className={className} onClick={onClick}>
        {children}
      </Anchor>
    );
  }
  return (
    <WithOverlay overlay={overlay}>
      {(open) => (
        <button
          type="button"
          className={className}
          onClick={() => {
            open?.();
            callHandler(onClick);
          }}
        >
          {children}
        </button>
      )}
    </WithOverlay>
  );
}

type AnchorProps = { href: Href; className: string; onClick: Handler | undefined; children: ReactNode };

function Anchor({ href, className, onClick, children }: AnchorProps) {
  const { url, external = false } = typeof href === 'string' ? { url: href } : href;
  const target = external ? '_blank' : undefined;
  return (
    <a href={url} target={target} rel="noreferrer" className={className} onClickCapture={() => callHandler(onClick)}>
      {children}
    </a>
  );
}

export const actionParts = { Button, LoadingButton: Button, ButtonRow, Link };
