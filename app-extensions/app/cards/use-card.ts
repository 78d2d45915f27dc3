import type { CrmContext, ExtensionPointApiActions } from '@hubspot/ui-extensions';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CardQuery } from '../../../src/api/card-contract.ts';
import { type CardState, stateAfter } from './card-state.ts';
import { loadCard } from './load-card.ts';
import { useReloadAfterEdit } from './use-reload-after-edit.ts';
import { useReloadWhileCatchingUp } from './use-reload-while-catching-up.ts';

/** What to show, whether an answer is awaited, and how to ask again. */
export type Card = { state: CardState; isLoading: boolean; reload: () => void };

export function useCard(
  context: CrmContext,
  actions: ExtensionPointApiActions<'crm.record.tab'>,
  language: CardQuery['language'],
): Card {
  const [state, setState] = useState<CardState>({ kind: 'loading' });
  const [isLoading, setIsLoading] = useState(true);
  const latestRequest = useRef(0);
  const source = useRef({ context, actions });
  source.current = { context, actions };

  const reload = useCallback(() => {
    const request = ++latestRequest.current;
    setIsLoading(true);
    void loadCard(source.current.context, source.current.actions, language).then((loaded) => {
      // An answer that was overtaken by a later request is older than what is on the screen.
      if (request !== latestRequest.current) return;
      setState((before) => stateAfter(before, loaded));
      setIsLoading(false);
    });
  }, [language]);

  useEffect(() => {
    reload();
    return () => {
      latestRequest.current += 1;
    };
  }, [reload]);
  useReloadAfterEdit(actions, reload);
  useReloadWhileCatchingUp(state, reload);
  return { state, isLoading, reload };
}
