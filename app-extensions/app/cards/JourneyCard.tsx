import type { ReactNode } from 'react';
import { CardFrame } from './CardFrame.tsx';
import { DeletedCard } from './parts/DeletedCard.tsx';
import { EmptyCard } from './parts/EmptyCard.tsx';
import { FailedCard } from './parts/FailedCard.tsx';
import { LoadingCard } from './parts/LoadingCard.tsx';
import { ReadyCard } from './parts/ReadyCard.tsx';
import { StaleCard } from './parts/StaleCard.tsx';
import { useReader } from './ReaderProvider.tsx';
import { type CardHost, useRecord } from './RecordProvider.tsx';
import { ShownAnswer } from './ShownAnswer.tsx';
import { type Card, useCard } from './use-card.ts';
import { WithdrawnProvider } from './WithdrawnProvider.tsx';

/** The journey of the record that is open. `children` stand below the position. */
export function JourneyCard({ children, ...host }: CardHost & { children?: ReactNode }) {
  return (
    <CardFrame {...host}>
      <JourneyContent>{children}</JourneyContent>
    </CardFrame>
  );
}

function JourneyContent({ children }: { children?: ReactNode }) {
  const card = useCard(useRecord(), useReader());
  const answer = 'data' in card.state ? card.state.data : null;
  return (
    <ShownAnswer answer={answer}>
      <WithdrawnProvider>{contentOf(card, children)}</WithdrawnProvider>
    </ShownAnswer>
  );
}

function contentOf(card: Card, children: ReactNode) {
  const { state } = card;
  switch (state.kind) {
    case 'loading':
      return <LoadingCard />;
    case 'ready':
      return (
        <ReadyCard data={state.data} current={state.current} trouble={state.trouble} card={card}>
          {children}
        </ReadyCard>
      );
    case 'empty':
      return (
        <EmptyCard data={state.data} reason={state.reason} trouble={state.trouble} card={card}>
          {children}
        </EmptyCard>
      );
    case 'deleted':
      return <DeletedCard />;
    case 'stale':
      return <StaleCard tags={state.tags} trouble={state.trouble} card={card} />;
    case 'failed':
      return <FailedCard code={state.code} trouble={state.trouble} card={card} />;
  }
}
