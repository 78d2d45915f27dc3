import { Children, type ReactNode } from 'react';
import { callHandler, type Handler } from './call-handler.ts';
import { WithOverlay } from './WithOverlay.tsx';

function List({ variant = 'unordered', children }: { variant?: string; children?: ReactNode }) {
  const Element = variant.startsWith('ordered') ? 'ol' : 'ul';
  return (
    <Element className={`part-list part-list-${variant}`}>
      {Children.map(children, (child) => (
        <li>{child}</li>
      ))}
    </Element>
  );
}

function DescriptionList({ direction = 'column', children }: { direction?: string; children?: ReactNode }) {
  return <dl className={`part-descriptions part-descriptions-${direction}`}>{children}</dl>;
}

function DescriptionListItem({ label, children }: { label?: string; children?: ReactNode }) {
  return (
    <div className="part-description">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Statistics({ children }: { children?: ReactNode }) {
  return <div className="part-statistics">{children}</div>;
}

function StatisticsItem({ label, number, children }: { label?: string; number?: ReactNode; children?: ReactNode }) {
  return (
    <div className="part-statistic">
      <span className="part-statistic-label">{label}</span>
      <span className="part-statistic-number">{number}</span>
      {children}
    </div>
  );
}

function StatisticsTrend({
  value,
  direction = 'increase',
  color,
}: {
  value?: ReactNode;
  direction?: string;
  color?: string;
}) {
  const tone = color ?? (direction === 'increase' ? 'green' : 'red');
  return (
    <span className={`part-trend part-trend-${tone}`}>
      <span aria-hidden="true">{direction === 'increase' ? '▲' : '▼'}</span> {value}
    </span>
  );
}

type TagProps = { variant?: string; hollow?: boolean; onClick?: Handler; overlay?: ReactNode; children?: ReactNode };

function StatusTag({ variant = 'default', hollow = false, children }: TagProps) {
  return (
    <span className={`part-status part-status-${variant}${hollow ? ' part-status-hollow' : ''}`}>
      <span className="part-status-dot" aria-hidden="true" />
      {children}
    </span>
  );
}

function Tag({ variant = 'default', onClick, overlay, children }: TagProps) {
  const className = `part-tag part-tag-${variant}`;
  return (
    <WithOverlay overlay={overlay}>
      {(open) =>
        onClick === undefined && open === null ? (
          <span className={className}>{children}</span>
        ) : (
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
        )
      }
    </WithOverlay>
  );
}

export const listParts = {
  List,
  DescriptionList,
  DescriptionListItem,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
  StatusTag,
  Tag,
};
