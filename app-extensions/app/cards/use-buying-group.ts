import { useCallback, useEffect, useRef, useState } from 'react';
import type { BuyingGroupData } from '../../../src/api/buying-group-contract.ts';
import type { Trouble } from './card-state.ts';
import { useReader } from './ReaderProvider.tsx';
import { useRecord } from './RecordProvider.tsx';
import { Busy, requestJson } from './request-json.ts';
import { useShownAnswer } from './ShownAnswer.tsx';
import { reloadsAtMost, spreadMs, waitBeforeReloadMs } from './use-reload-while-waiting.ts';

/** With a `trouble` the last answer did not come; `data` is null while there was none. */
export type BuyingGroupState = { data: BuyingGroupData | null; trouble: Trouble | null };

/** Who decides together about the record that is open, asked whenever the card has a new answer, and how to ask again. */
export function useBuyingGroup(): { state: BuyingGroupState; reload: () => Promise<void> } {
  const { context, kind } = useRecord();
  const { language } = useReader();
  const shownAnswer = useShownAnswer();
  const [state, setState] = useState<BuyingGroupState>({ data: null, trouble: null });
  const latest = useRef(0);
  const refusals = useRef(0);
  const source = useRef(context);
  source.current = context;
  const reload = useCallback(async () => {
    const request = ++latest.current;
    setState((before) => (before.data === null ? { data: null, trouble: null } : before));
    const path = `/api/cards/${kind}/buying-group?objectId=${source.current.crm.objectId}&language=${language}`;
    let trouble: Trouble = 'unreachable';
    const answer = await requestJson<BuyingGroupData>(source.current, path).catch((error: unknown) => {
      if (error instanceof Busy) trouble = 'busy';
      return null;
    });
    if (request !== latest.current) return;
    setState((before) => (answer?.ok === true ? { data: answer.data, trouble: null } : { ...before, trouble }));
  }, [kind, language]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed the card may have changed the group.
  useEffect(() => {
    void reload();
    return () => {
      latest.current += 1;
    };
  }, [reload, shownAnswer]);

  useEffect(() => {
    if (state.trouble !== 'busy') {
      if (state.data !== null) refusals.current = 0;
      return;
    }
    if (refusals.current >= reloadsAtMost) return;
    refusals.current += 1;
    const timer = setTimeout(() => void reload(), waitBeforeReloadMs + Math.random() * spreadMs);
    return () => clearTimeout(timer);
  }, [state, reload]);
  return { state, reload };
}
