import { useCallback, useRef, useState } from 'react';
import type { CardData } from '../../../src/api/card-contract.ts';
import { actionTimeoutMs } from './answer-timeout.ts';
import { journeyOfCard } from './journey.ts';
import { useReader } from './ReaderProvider.tsx';
import { useRecord } from './RecordProvider.tsx';
import { Busy, requestJson } from './request-json.ts';
import type { Card } from './use-card.ts';

/** How a try went. Nothing is known of a try that got no answer; it may be repeated, because the backend knows an action by its id. */
export type ActionState =
  | { kind: 'idle' }
  | { kind: 'running' }
  | { kind: 'refused'; code: string }
  | { kind: 'unanswered' }
  | { kind: 'busy' };

export type Action = {
  state: ActionState;
  /** Resolves to whether it was done. `path` follows the record's kind, such as `correction`. */
  run: (path: string, body: Record<string, unknown>) => Promise<boolean>;
  forget: () => void;
};

/** The app writes its tags some time after the action: what else is on the page is read again then. */
export const refreshDelaysMs = [0, 2500, 9000];

/** Does something with the record, shows the card as it is afterwards and refreshes the rest of the page. */
export function useAction(card: Card): Action {
  const { context, actions, kind } = useRecord();
  const { language } = useReader();
  const [state, setState] = useState<ActionState>({ kind: 'idle' });
  const isRunning = useRef(false);

  const run = async (path: string, given: Record<string, unknown>): Promise<boolean> => {
    // A second press before the screen has changed is the same press.
    if (isRunning.current) return false;
    isRunning.current = true;
    setState({ kind: 'running' });
    try {
      const body = { objectId: String(context.crm.objectId), language, ...given };
      const options = { method: 'POST', body, timeoutMs: actionTimeoutMs } as const;
      const answer = await requestJson<CardData>(context, `/api/cards/${kind}/${path}`, options);
      if (!answer.ok) {
        setState({ kind: 'refused', code: answer.error.code });
        return false;
      }
      card.accept(journeyOfCard(answer.data));
      // The form that asked may be gone by then; the page is still there.
      for (const delayMs of refreshDelaysMs) setTimeout(() => actions.refreshObjectProperties(), delayMs);
      setState({ kind: 'idle' });
      return true;
    } catch (error) {
      setState({ kind: error instanceof Busy ? 'busy' : 'unanswered' });
      return false;
    } finally {
      isRunning.current = false;
    }
  };
  return { state, run, forget: useCallback(() => setState({ kind: 'idle' }), []) };
}
