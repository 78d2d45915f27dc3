import type { CSSProperties, ReactNode } from 'react';

type Format = { fontWeight?: string; italic?: boolean; lineDecoration?: string; textTransform?: string };
type TextProps = {
  variant?: 'bodytext' | 'microcopy';
  format?: Format;
  inline?: boolean;
  truncate?: boolean | { maxWidth?: number; tooltipText?: string };
  children?: ReactNode;
};
const weights: Readonly<Record<string, number>> = { regular: 400, demibold: 600, bold: 700 };
const lines: Readonly<Record<string, string>> = { underline: 'underline', strikethrough: 'line-through' };

function Text({ variant = 'bodytext', format = {}, inline = false, truncate = false, children }: TextProps) {
  const cut = typeof truncate === 'object' ? truncate : {};
  const style: CSSProperties = {
    fontWeight: weights[format.fontWeight ?? ''],
    fontStyle: format.italic === true ? 'italic' : undefined,
    textDecoration: lines[format.lineDecoration ?? ''],
    textTransform: transformOf(format.textTransform),
    maxWidth: cut.maxWidth,
  };
  const Element = inline ? 'span' : 'p';
  const isCut = truncate !== false;
  return (
    <Element
      className={`part-text part-text-${variant}${isCut ? ' part-text-cut' : ''}`}
      style={style}
      title={cut.tooltipText}
    >
      {children}
    </Element>
  );
}

function transformOf(name: string | undefined): CSSProperties['textTransform'] {
  return name === 'uppercase' || name === 'lowercase' || name === 'capitalize' ? name : undefined;
}

function Heading({ inline = false, children }: { inline?: boolean; children?: ReactNode }) {
  return <h3 className={`part-heading${inline ? ' part-heading-inline' : ''}`}>{children}</h3>;
}

export const textParts = { Text, Heading };
