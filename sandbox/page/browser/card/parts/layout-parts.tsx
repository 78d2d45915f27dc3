import type { ReactNode } from 'react';
import { distanceOf } from './distance.ts';

type Placed = {
  direction?: 'row' | 'column';
  justify?: string;
  align?: string;
  alignSelf?: string;
  gap?: string;
  wrap?: boolean | string;
  children?: ReactNode;
};
const sides: Readonly<Record<string, string>> = {
  start: 'flex-start',
  end: 'flex-end',
  around: 'space-around',
  between: 'space-between',
};
const side = (name: string | undefined): string | undefined => (name === undefined ? undefined : (sides[name] ?? name));

function Flex({ direction = 'row', justify, align, alignSelf, gap, wrap, children }: Placed) {
  const style = {
    display: 'flex',
    flexDirection: direction,
    justifyContent: side(justify),
    alignItems: side(align) ?? (direction === 'row' ? 'flex-start' : 'stretch'),
    alignSelf: side(alignSelf),
    gap: distanceOf(gap, 'flush'),
    flexWrap: wrap === true || wrap === 'wrap' ? ('wrap' as const) : undefined,
  };
  return (
    <div className="part-flex" style={style}>
      {children}
    </div>
  );
}

function Box({ flex, alignSelf, children }: { flex?: number | string; alignSelf?: string; children?: ReactNode }) {
  const grow = flex === 'initial' ? '0 1 auto' : flex === 'none' ? '0 0 auto' : flex === 'auto' ? '1 1 auto' : flex;
  return (
    <div className="part-box" style={{ flex: grow, alignSelf: side(alignSelf) }}>
      {children}
    </div>
  );
}

function Inline({ gap, align, justify, children }: Placed) {
  const style = {
    display: 'flex',
    flexWrap: 'wrap' as const,
    gap: distanceOf(gap, 'sm'),
    alignItems: side(align) ?? 'center',
    justifyContent: side(justify),
  };
  return <div style={style}>{children}</div>;
}

function Stack({ distance, direction = 'column', align, justify, children }: Placed & { distance?: string }) {
  const style = {
    display: 'flex',
    flexDirection: direction,
    gap: distanceOf(distance, 'sm'),
    alignItems: side(align),
    justifyContent: side(justify),
  };
  return <div style={style}>{children}</div>;
}

function AutoGrid(props: { columnWidth?: number; gap?: string; flexible?: boolean; children?: ReactNode }) {
  const { columnWidth = 200, gap, flexible = false, children } = props;
  const widest = flexible ? '1fr' : `${columnWidth}px`;
  const columns = `repeat(${flexible ? 'auto-fit' : 'auto-fill'}, minmax(min(100%, ${columnWidth}px), ${widest}))`;
  return <div style={{ display: 'grid', gridTemplateColumns: columns, gap: distanceOf(gap, 'md') }}>{children}</div>;
}

/** `distance` is the older name of `size`. */
function Divider({ size, distance }: { size?: string; distance?: string }) {
  return <hr className="part-divider" style={{ marginBlock: distanceOf(size ?? distance, 'sm') }} />;
}

function Spacer({ size }: { size?: string }) {
  return <div style={{ height: distanceOf(size, 'md') }} />;
}

export const layoutParts = { Flex, Box, Inline, Stack, Stack2: Stack, AutoGrid, Divider, Spacer };
