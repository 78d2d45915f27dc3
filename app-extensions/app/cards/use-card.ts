import { useCallback, useEffect, useRef, useState } from 'react';
import { type CardState, stateAfter, stateOfData } from './card-state.ts';
import type { Journey } from './journey.ts';
import { loadCard } from './load-card.ts';
import type { CardHost } from './RecordProvider.tsx';
import type { Reader } from './reader.ts';
import { recordKindOf } from './record-kind.ts';
import { useReloadAfterEdit } from './use-reload-after-edit.ts';
import { useReloadWhileWaiting } from './use-reload-while-waiting.ts';

export type Card = {
  state: CardState;
  /** An answer is awaited. */
  isLoading: boolean;
  /** Asks again; settles when what came is on the screen. */
  reload: () => Promise<void>;
  /** Shows an answer that came by another way, such as that of an action. */
  accept: (data: Journey) => void;
};

/** What to show of the record that is open, and how to ask again. */
export function useCard({ context, actions }: CardHost, reader: Reader): Card {
  const [state, setState] = useState<CardState>({ kind: 'loading' });
  const [isLoading, setIsLoading] = useState(true);
  const latestRequest = useRef(0);
  const source = useRef({ context, actions, reader });
  source.current = { context, actions, reader };

  // biome-ignore lint/correctness/useExhaustiveDependencies: another language is another answer.
  const reload = useCallback(async () => {
    const request = ++latestRequest.current;
    setIsLoading(true);
    const { context: where, actions: host, reader: whom } = source.current;
    const loaded = await loadCard(where, host, recordKindOf(where.crm.objectTypeId), whom);
    // An answer that was overtaken by a later request is older than what is on the screen.
    if (request !== latestRequest.current) return;
    setState((before) => stateAfter(before, loaded));
    setIsLoading(false);
  }, [reader.language]);
  const accept = useCallback((data: Journey) => {
    latestRequest.current += 1;
    setState(stateOfData(data));
    setIsLoading(false);
  }, []);

  useEffect(() => {
    void reload();
    return () => {
      latestRequest.current += 1;
    };
  }, [reload]);
  useReloadAfterEdit(actions, recordKindOf(context.crm.objectTypeId), ownPropertiesIn(state), reload);
  useReloadWhileWaiting(state, reload);
  return { state, isLoading, reload, accept };
}

const none: readonly string[] = [];

function ownPropertiesIn(state: CardState): readonly string[] {
  return 'data' in state ? (state.data.ownProperties ?? none) : none;
}
