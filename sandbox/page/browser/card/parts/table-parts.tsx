import type { ReactNode } from 'react';

type TableProps = {
  bordered?: boolean;
  flush?: boolean;
  density?: string;
  paginated?: boolean;
  pageCount?: number;
  page?: number;
  onPageChange?: (page: number) => void;
  children?: ReactNode;
};

function Table({
  bordered = true,
  flush = false,
  density = 'default',
  paginated = false,
  pageCount = 1,
  page = 1,
  onPageChange,
  children,
}: TableProps) {
  return (
    <div className={`part-table-frame${flush ? ' part-table-flush' : ''}`}>
      <table className={`part-table part-table-${density}${bordered ? ' part-table-bordered' : ''}`}>{children}</table>
      {paginated && (
        <nav className="part-pages" aria-label="Pages">
          <button
            type="button"
            className="button button-small"
            disabled={page <= 1}
            onClick={() => onPageChange?.(page - 1)}
          >
            ‹<span className="only-heard">previous</span>
          </button>
          {page} / {pageCount}
          <button
            type="button"
            className="button button-small"
            disabled={page >= pageCount}
            onClick={() => onPageChange?.(page + 1)}
          >
            ›<span className="only-heard">next</span>
          </button>
        </nav>
      )}
    </div>
  );
}

type CellProps = {
  align?: 'left' | 'center' | 'right';
  width?: string | number;
  colSpan?: number;
  sortDirection?: 'never' | 'none' | 'ascending' | 'descending';
  onSortChange?: (direction: string) => void;
  children?: ReactNode;
};

const styleOf = ({ align, width }: CellProps) => ({
  textAlign: align,
  width: width === 'min' ? '1%' : width === 'max' ? '100%' : width,
});

function TableHeader(props: CellProps) {
  const { sortDirection = 'never', onSortChange, children } = props;
  if (sortDirection === 'never') return <th style={styleOf(props)}>{children}</th>;
  const next = sortDirection === 'ascending' ? 'descending' : 'ascending';
  return (
    <th style={styleOf(props)} aria-sort={sortDirection}>
      <button type="button" className="quiet" onClick={() => onSortChange?.(next)}>
        {children}
      </button>
    </th>
  );
}

function TableCell(props: CellProps) {
  return (
    <td style={styleOf(props)} colSpan={props.colSpan}>
      {props.children}
    </td>
  );
}

type Children = { children?: ReactNode };

export const tableParts = {
  Table,
  TableHead: ({ children }: Children) => <thead>{children}</thead>,
  TableBody: ({ children }: Children) => <tbody>{children}</tbody>,
  TableFooter: ({ children }: Children) => <tfoot>{children}</tfoot>,
  TableRow: ({ children }: Children) => <tr>{children}</tr>,
  TableHeader,
  TableCell,
};
