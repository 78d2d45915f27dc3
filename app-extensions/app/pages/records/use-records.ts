import { useEffect, useState } from 'react';
import type { JourneyRecordsData } from '../../../../src/api/journey-page-contract.ts';
import { choiceQuery } from '../journey/journey-choice.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { type Backend, useBackend } from '../use-backend.ts';
import type { RecordListProps } from './RecordList.tsx';

export type Records = {
  backend: Backend<JourneyRecordsData>;
  /** The model's stages by id, as they are called. */
  stages: ReadonlyMap<string, string>;
  visits: JourneyRecordsData['visits'];
  hasMore: boolean;
  more: () => void;
};

/** The visits behind a number, as far as they were asked for. An answer without any goes on by itself. */
export function useRecords({ choice, stage, kind, segment }: RecordListProps): Records {
  const { context, reader } = usePlace();
  const [after, setAfter] = useState('');
  const [before, setBefore] = useState<JourneyRecordsData['visits']>([]);
  // The day is part of the question: it stays the one on which the list was opened.
  const [openedMs] = useState(Date.now);
  const asked = [`stage=${encodeURIComponent(stage)}`, `kind=${encodeURIComponent(kind)}`];
  if (segment !== null) asked.push(`segment=${encodeURIComponent(segment)}`);
  if (after !== '') asked.push(`after=${encodeURIComponent(after)}`);
  const path = `/api/pages/journey/records?${choiceQuery(choice, reader.language, openedMs)}&${asked.join('&')}`;
  const backend = useBackend<JourneyRecordsData>(context, path);
  // While the next part is on its way the last answer is still that of the part before.
  const own = backend.isLoading && after !== '' ? [] : (backend.data?.visits ?? []);
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

  return {
    backend,
    stages: new Map(Object.entries(backend.data?.stages ?? {})),
    visits: [...before, ...own],
    hasMore: next !== null || (backend.isLoading && after !== ''),
    more,
  };
}
