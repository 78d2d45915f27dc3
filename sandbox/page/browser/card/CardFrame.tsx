import { RemoteRenderer } from '@remote-ui/react/host';
import { useEffect, useRef, useState } from 'react';
import type { CardLanguage, CardLocation, PageCard, PageSettings, RecordPage } from '../../page-data.ts';
import { useToast } from '../Toasts.tsx';
import { cardContext } from './card-context.ts';
import { cardController } from './card-controller.tsx';
import { type CardSession, type FetchNote, startCardSession } from './card-session.ts';

type Props = {
  card: PageCard;
  at: CardLocation;
  record: RecordPage;
  settings: PageSettings;
  language: CardLanguage;
  /** Another number starts the card anew. */
  round: number;
  onRefresh: () => void;
  onFetch: (note: FetchNote) => void;
};

/** Shows the card. One that is started anew takes the place of the other when it has something to show. */
export function CardFrame({ card, at, record, settings, language, round, onRefresh, onFetch }: Props) {
  const [shown, setShown] = useState<CardSession | null>(null);
  /** The context that the shown card was told, once it has settled. */
  const [settled, setSettled] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const current = useRef<CardSession | null>(null);
  const toast = useToast();
  const context = JSON.stringify(cardContext(record, at, card, settings, language));

  // biome-ignore lint/correctness/useExhaustiveDependencies: the context holds all that a card is told; a round starts it anew.
  useEffect(() => {
    let isWanted = true;
    setFailure(null);
    const session = startCardSession({
      record,
      bundleUrl: card.bundleUrl,
      context: JSON.parse(context),
      toast,
      onRefresh,
      onFetch,
      onFailure: (message) => isWanted && setFailure(message),
    });
    const show = (): void => {
      if (!isWanted) return;
      current.current?.stop();
      current.current = session;
      setShown(session);
    };
    if (current.current === null) show();
    else void session.settled.then(show);
    void session.settled.then(() => isWanted && setSettled(`${round} ${context}`));
    return () => {
      isWanted = false;
      if (current.current !== session) session.stop();
    };
  }, [card.bundleUrl, context, round]);
  useEffect(
    () => () => {
      current.current?.stop();
      current.current = null;
    },
    [],
  );

  return (
    <div
      className={at === 'crm.record.tab' ? 'card-frame' : 'card-frame-small'}
      lang={language}
      data-ready={settled === `${round} ${context}`}
    >
      {failure !== null && (
        <div className="problem" role="alert">
          <strong>The card failed.</strong> {failure}
        </div>
      )}
      {shown !== null && <RemoteRenderer receiver={shown.receiver} controller={cardController} />}
    </div>
  );
}
