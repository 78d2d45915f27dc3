import { useEffect, useState } from 'react';
import { usePlace } from '../PlaceProvider.tsx';
import { type Backend, useBackend } from '../use-backend.ts';

export type Parts<Data, Row> = {
  backend: Backend<Data>;
  rows: Row[];
  hasMore: boolean;
  more: () => void;
};

/**
 * The rows of a list that comes in parts, as far as they were asked for; another list begins with its first part. A part without any
 * goes on by itself.
 */
export function useParts<Data extends { next: string | null }, Row>(
  path: string,
  rowsOf: (data: Data) => readonly Row[],
): Parts<Data, Row> {
  const { context } = usePlace();
  const [told, setTold] = useState<{ path: string; after: string; before: Row[] }>({ path, after: '', before: [] });
  const { after, before } = told.path === path ? told : { after: '', before: [] };
  const backend = useBackend<Data>(context, after === '' ? path : `${path}&after=${encodeURIComponent(after)}`);
  // While the next part is on its way the last answer is still that of the part before.
  const own = (backend.isLoading && after !== '') || backend.data === null ? [] : rowsOf(backend.data);
  const next = backend.isLoading ? null : (backend.data?.next ?? null);

  const more = () => {
    if (next === null) return;
    setTold({ path, after: next, before: [...before, ...own] });
  };
  const isEmptySoFar = before.length + own.length === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer that found nothing starts the next search.
  useEffect(() => {
    if (isEmptySoFar && next !== null) more();
  }, [isEmptySoFar, next]);

  return { backend, rows: [...before, ...own], hasMore: next !== null || (backend.isLoading && after !== ''), more };
}
