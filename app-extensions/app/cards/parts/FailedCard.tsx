import { ErrorState, Flex, Text } from '@hubspot/ui-extensions';
import type { Trouble } from '../card-state.ts';
import { useReader } from '../ReaderProvider.tsx';
import { fill } from '../texts/fill.ts';
import type { Card } from '../use-card.ts';
import { RetryButton } from './RetryButton.tsx';

export function FailedCard({ code, trouble, card }: { code: string | null; trouble: Trouble; card: Card }) {
  const { texts } = useReader();
  const isBusy = trouble === 'busy';
  return (
    <ErrorState title={isBusy ? texts.busyTitle : texts.failedTitle}>
      <Flex direction="column" gap="small" align="center">
        <Text>{isBusy ? texts.busy : texts.failed}</Text>
        {code === null ? null : <Text variant="microcopy">{fill(texts.failureCode, { code })}</Text>}
        <RetryButton card={card} />
      </Flex>
    </ErrorState>
  );
}
