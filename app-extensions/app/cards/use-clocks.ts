import { useCallback, useRef, useState } from 'react';
import type { ClocksData, DeadlineData } from '../../../src/api/clocks-contract.ts';
import type { ShownClock } from './journey.ts';
import { useReader } from './ReaderProvider.tsx';
import { useRecord } from './RecordProvider.tsx';
import { requestJson } from './request-json.ts';

export type ClocksState =
  | { kind: 'unasked' }
  | { kind: 'loading' }
  /** `deadline`: why the clock on the card is due when it is; null where none is open. */
  | { kind: 'ready'; elapsed: ClocksData['elapsed']; deadline: DeadlineData | null }
  | { kind: 'failed' };

/** Nobody waits for this before asking for it. */
const clocksTimeoutMs = 10_000;

/** To whom the time of the record belonged, and why the clock on the card is due when it is. */
export function useClocks(clock: ShownClock | null): { state: ClocksState; load: () => Promise<void> } {
  const { context, kind } = useRecord();
  const { language } = useReader();
  const [state, setState] = useState<ClocksState>({ kind: 'unasked' });
  const latest = useRef(0);
  const is = clock?.is;
  const load = useCallback(async () => {
    const request = ++latest.current;
    setState((before) => (before.kind === 'ready' ? before : { kind: 'loading' }));
    /** `path` ends where another parameter may follow. */
    const ask = async <Data>(path: string) => {
      const query = `objectId=${context.crm.objectId}&language=${language}`;
      const options = { timeoutMs: clocksTimeoutMs };
      const answer = await requestJson<Data>(context, `/api/cards/${kind}/clocks${path}${query}`, options);
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.data;
    };
    const loaded = await loadClocks(ask, is).catch((): ClocksState => ({ kind: 'failed' }));
    if (request === latest.current) setState(loaded);
  }, [context, kind, language, is]);
  return { state, load };
}

async function loadClocks(ask: <Data>(path: string) => Promise<Data>, is: ShownClock['is']): Promise<ClocksState> {
  const { clocks, elapsed } = await ask<ClocksData>('?');
  const open = clocks.find(({ kind, startedAt }) => kind === is?.kind && startedAt === is.startedAt);
  const deadline =
    open === undefined ? null : await ask<DeadlineData>(`/explanation?clock=${encodeURIComponent(open.id)}&`);
  return { kind: 'ready', elapsed, deadline };
}
