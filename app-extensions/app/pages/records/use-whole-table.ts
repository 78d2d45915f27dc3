import { useEffect, useRef, useState } from 'react';
import { Busy, requestJson } from '../../cards/request-json.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { askAgainMs, busyRetries, pageTimeoutMs, type Trouble } from '../use-backend.ts';

/** So many rows a CSV has at most: what a browser and a clipboard can bear. */
export const mostRows = 10_000;
/** So many rows at once: HubSpot lets no answer of more than 1 MB through. */
const rowsAtOnce = 500;

export type WholeTable<Row> = {
  /** Nobody has asked; being read; it stopped on the way; all is read; there are more rows than a CSV may have. */
  state: 'unread' | 'reading' | 'stopped' | 'whole' | 'bounded';
  /** What is read so far, from the first row on. */
  rows: readonly Row[];
  /** Why it stopped. */
  trouble: Trouble | null;
  /** Begins to read, or goes on where it stopped. */
  read: () => void;
};

/** `run`: which reading it is; one that was left for another list says nothing more. */
type Read<Row> = Omit<WholeTable<Row>, 'read'> & { path: string; next: string | null; run: number };

/** All rows of a list that comes in parts: those that the list has, and the others one part after the other. Another list begins anew. */
export function useWholeTable<Data extends { next: string | null }, Row>(
  path: string,
  rowsOf: (data: Data) => readonly Row[],
  listed: { rows: readonly Row[]; next: string | null },
): WholeTable<Row> {
  const { context } = usePlace();
  const run = useRef(0);
  const unread: Read<Row> = { path, state: 'unread', trouble: null, run: 0, ...listed };
  const [kept, setKept] = useState(unread);
  const isLeft = kept.state === 'reading' && kept.run !== run.current;
  const told = kept.path === path && kept.state !== 'unread' && !isLeft ? kept : unread;

  const read = async () => {
    if (told.state === 'reading' || told.next === null) return;
    const mine = ++run.current;
    let [rows, next]: [readonly Row[], string | null] = [told.rows, told.next];
    const keep = (state: Read<Row>['state'], trouble: Trouble | null = null) =>
      setKept({ path, state, rows, next, trouble, run: mine });
    while (next !== null && rows.length < mostRows) {
      keep('reading');
      const part: Part<Data> = await readPart<Data>(
        context,
        `${path}&limit=${rowsAtOnce}&after=${encodeURIComponent(next)}`,
      );
      if (mine !== run.current) return;
      if ('trouble' in part) {
        keep('stopped', part.trouble);
        return;
      }
      rows = [...rows, ...rowsOf(part.data)];
      next = part.data.next;
    }
    const isBounded = next !== null || rows.length > mostRows;
    rows = rows.slice(0, mostRows);
    keep(isBounded ? 'bounded' : 'whole');
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: another list, or leaving the page, ends what is being read.
  useEffect(() => {
    return () => {
      run.current += 1;
    };
  }, [path]);
  return { ...told, read: () => void read() };
}

type Part<Data> = { data: Data } | { trouble: Trouble };

/** One part; asked for again while HubSpot has too many requests. */
async function readPart<Data>(context: Parameters<typeof requestJson>[0], path: string): Promise<Part<Data>> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const answer = await requestJson<Data>(context, path, { timeoutMs: pageTimeoutMs });
      return answer.ok ? { data: answer.data } : { trouble: { kind: 'refused', ...answer.error } };
    } catch (error) {
      if (!(error instanceof Busy)) return { trouble: { kind: 'unanswered' } };
      if (attempt >= busyRetries) return { trouble: { kind: 'busy' } };
    }
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
  }
}
