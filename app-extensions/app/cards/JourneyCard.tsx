import type { CrmContext, ExtensionPointApiActions } from '@hubspot/ui-extensions';
import { DeletedCard } from './parts/DeletedCard.tsx';
import { EmptyCard } from './parts/EmptyCard.tsx';
import { FailedCard } from './parts/FailedCard.tsx';
import { LoadingCard } from './parts/LoadingCard.tsx';
import { ReadyCard } from './parts/ReadyCard.tsx';
import { StaleCard } from './parts/StaleCard.tsx';
import { ReaderProvider } from './ReaderProvider.tsx';
import { readerOf } from './reader.ts';
import { type Card, useCard } from './use-card.ts';

export type JourneyCardProps = { context: CrmContext; actions: ExtensionPointApiActions<'crm.record.tab'> };

/** The journey of the record that is open, in the language of the person who looks at it. */
export function JourneyCard({ context, actions }: JourneyCardProps) {
  const reader = readerOf(context);
  const card = useCard(context, actions, reader.language);
  return <ReaderProvider reader={reader}>{contentOf(card)}</ReaderProvider>;
}

function contentOf(card: Card) {
  const { state } = card;
  switch (state.kind) {
    case 'loading':
      return <LoadingCard />;
    case 'ready':
      return <ReadyCard data={state.data} current={state.current} isOutdated={state.isOutdated} card={card} />;
    case 'empty':
      return <EmptyCard data={state.data} reason={state.reason} isOutdated={state.isOutdated} card={card} />;
    case 'deleted':
      return <DeletedCard />;
    case 'stale':
      return <StaleCard tags={state.tags} card={card} />;
    case 'failed':
      return <FailedCard code={state.code} card={card} />;
  }
}
