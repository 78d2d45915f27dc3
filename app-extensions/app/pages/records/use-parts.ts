import { useEffect, useState } from 'react';
import { usePlace } from '../PlaceProvider.tsx';
import { type Backend, useBackend } from '../use-backend.ts';
import { useWholeTable, type WholeTable } from './use-whole-table.ts';

export type Parts<Data, Row> = {
  backend: Backend<Data>;
  rows: Row[];
  hasMore: boolean;
  more: () => void;
  /** All rows, once somebody asks for them. */
  whole: WholeTable<Row>;
};

/**
 * The rows of a list that comes in parts, as far as they were asked for; another list begins with its first part. A part without any
 * goes on by itself. `limit`: about so many at once; what the backend takes for a page when left out.
 */
export function useParts<Data extends { next: string | null }, Row>(
  path: string,
  rowsOf: (data: Data) => readonly Row[],
  limit?: number,
): Parts<Data, Row> {
  const { context } = usePlace();
  const [told, setTold] = useState<{ path: string; after: string; before: Row[] }>({ path, after: '', before: [] });
  const { after, before } = told.path === path ? told : { after: '', before: [] };
  const limited = limit === undefined ? path : `${path}&limit=${limit}`;
  const backend = useBackend<Data>(context, after === '' ? limited : `${limited}&after=${encodeURIComponent(after)}`);
  // While the next part is on its way the last answer is still that of the part before.
  const own = (backend.isLoading && after !== '') || backend.data === null ? [] : rowsOf(backend.data);
  const next = backend.isLoading ? null : (backend.data?.next ?? null);
  const rows = [...before, ...own];
  const whole = useWholeTable<Data, Row>(path, rowsOf, { rows, next });

  const more = () => {
    if (next === null) return;
    setTold({ path, after: next, before: rows });
  };
  const isEmptySoFar = rows.length === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer that found nothing starts the next search.
  useEffect(() => {
    if (isEmptySoFar && next !== null) more();
  }, [isEmptySoFar, next]);

  return { backend, rows, hasMore: next !== null || (backend.isLoading && after !== ''), more, whole };
}
