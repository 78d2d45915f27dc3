import { useEffect, useState } from 'react';
import { usePlace } from '../PlaceProvider.tsx';
import { type Backend, useBackend } from '../use-backend.ts';

export type Parts<Data, Row> = {
  backend: Backend<Data>;
  rows: Row[];
  hasMore: boolean;
  more: () => void;
};

/** The rows of a list that comes in parts, as far as they were asked for. A part without any goes on by itself. */
export function useParts<Data extends { next: string | null }, Row>(
  path: string,
  rowsOf: (data: Data) => readonly Row[],
): Parts<Data, Row> {
  const { context } = usePlace();
  const [after, setAfter] = useState('');
  const [before, setBefore] = useState<Row[]>([]);
  const backend = useBackend<Data>(context, after === '' ? path : `${path}&after=${encodeURIComponent(after)}`);
  // While the next part is on its way the last answer is still that of the part before.
  const own = (backend.isLoading && after !== '') || backend.data === null ? [] : rowsOf(backend.data);
  const next = backend.isLoading ? null : (backend.data?.next ?? null);

  const more = () => {
    if (next === null) return;
    setBefore([...before, ...own]);
    setAfter(next);
  };
  const isEmptySoFar = before.length + own.length === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer that found nothing starts the next search.
  useEffect(() => {
    if (isEmptySoFar && next !== null) more();
  }, [isEmptySoFar, next]);

  return { backend, rows: [...before, ...own], hasMore: next !== null || (backend.isLoading && after !== ''), more };
}
