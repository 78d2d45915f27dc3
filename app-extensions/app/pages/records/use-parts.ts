import { useEffect, useState } from 'react';
import { usePlace } from '../PlaceProvider.tsx';
import { type Backend, useBackend } from '../use-backend.ts';
import { useWholeTable, type WholeTable } from './use-whole-table.ts';

export type Parts<Data, Row> = {
  /** Its data is of the last part that came. */
  backend: Backend<Data>;
  rows: Row[];
  hasMore: boolean;
  more: () => void;
  /** All rows, once somebody asks for them. */
  whole: WholeTable<Row>;
};

/** How far a list was asked for: after which row, the rows up to there, and the part that they ended with. */
type Told<Data, Row> = { path: string; after: string | null; before: Row[]; last: Data | null };

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
  const first: Told<Data, Row> = { path, after: null, before: [], last: null };
  const [kept, setTold] = useState(first);
  const told = kept.path === path ? kept : first;
  // A list that is left and come back to begins with its first part, too.
  if (told !== kept) setTold(told);
  const { after, before } = told;
  const limited = limit === undefined ? path : `${path}&limit=${limit}`;
  const asked = useBackend<Data>(context, after === null ? limited : `${limited}&after=${encodeURIComponent(after)}`);
  const part = asked.data;
  const rows = part === null ? before : [...before, ...rowsOf(part)];
  // A part that has not come is where the list, and its CSV, go on.
  const next = part === null ? after : (part.next ?? null);
  const whole = useWholeTable<Data, Row>(path, rowsOf, { rows, next });

  const more = () => {
    if (part === null) asked.reload();
    else if (next !== null) setTold({ path, after: next, before: rows, last: part });
  };
  const isEmptySoFar = rows.length === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer that found nothing starts the next search.
  useEffect(() => {
    if (isEmptySoFar && part !== null && next !== null) more();
  }, [isEmptySoFar, next]);

  return { backend: { ...asked, data: part ?? told.last }, rows, hasMore: next !== null, more, whole };
}
