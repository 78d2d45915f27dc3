import { useCallback, useRef, useState } from 'react';
import type { ExplanationData } from '../../../src/api/explanation-contract.ts';
import { useReader } from './ReaderProvider.tsx';
import { useRecord } from './RecordProvider.tsx';
import { requestJson } from './request-json.ts';

export type ExplanationState =
  | { kind: 'unasked' }
  | { kind: 'loading' }
  | { kind: 'ready'; data: ExplanationData }
  | { kind: 'failed' };

/** Nobody waits for an explanation before asking for it, and it may be long. */
const explanationTimeoutMs = 10_000;

/** Why the record is where it is; asked for each time that somebody wants to know, because it may have moved. */
export function useExplanation(): { state: ExplanationState; load: () => Promise<void> } {
  const { context, kind } = useRecord();
  const reader = useReader();
  const [state, setState] = useState<ExplanationState>({ kind: 'unasked' });
  const latest = useRef(0);
  const load = useCallback(async () => {
    const request = ++latest.current;
    setState((before) => (before.kind === 'ready' ? before : { kind: 'loading' }));
    const { language, timeZone } = reader;
    const asked = `objectId=${context.crm.objectId}&language=${language}&timeZone=${encodeURIComponent(timeZone)}`;
    const path = `/api/cards/${kind}/explanation?${asked}`;
    const answer = await requestJson<ExplanationData>(context, path, { timeoutMs: explanationTimeoutMs }).catch(
      () => null,
    );
    if (request !== latest.current) return;
    setState(answer?.ok === true ? { kind: 'ready', data: answer.data } : { kind: 'failed' });
  }, [context, kind, reader]);
  return { state, load };
}
