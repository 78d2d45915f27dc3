import { useCallback, useEffect, useRef, useState } from 'react';
import type { BuyingGroupData } from '../../../src/api/buying-group-contract.ts';
import { useReader } from './ReaderProvider.tsx';
import { useRecord } from './RecordProvider.tsx';
import { requestJson } from './request-json.ts';

export type BuyingGroupState = { kind: 'loading' } | { kind: 'ready'; data: BuyingGroupData } | { kind: 'failed' };

/** Who decides together about the record that is open, and how to ask again. */
export function useBuyingGroup(): { state: BuyingGroupState; reload: () => Promise<void> } {
  const { context, kind } = useRecord();
  const { language } = useReader();
  const [state, setState] = useState<BuyingGroupState>({ kind: 'loading' });
  const latest = useRef(0);
  const source = useRef(context);
  source.current = context;
  const reload = useCallback(async () => {
    const request = ++latest.current;
    setState((before) => (before.kind === 'failed' ? { kind: 'loading' } : before));
    const path = `/api/cards/${kind}/buying-group?objectId=${source.current.crm.objectId}&language=${language}`;
    const answer = await requestJson<BuyingGroupData>(source.current, path).catch(() => null);
    if (request !== latest.current) return;
    setState(answer?.ok === true ? { kind: 'ready', data: answer.data } : { kind: 'failed' });
  }, [kind, language]);
  useEffect(() => {
    void reload();
    return () => {
      latest.current += 1;
    };
  }, [reload]);
  return { state, reload };
}
