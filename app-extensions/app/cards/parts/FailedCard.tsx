import { ErrorState, Flex, Text } from '@hubspot/ui-extensions';
import { useReader } from '../ReaderProvider.tsx';
import { fill } from '../texts/fill.ts';
import type { Card } from '../use-card.ts';
import { RetryButton } from './RetryButton.tsx';

export function FailedCard({ code, card }: { code: string | null; card: Card }) {
  const { texts } = useReader();
  return (
    <ErrorState title={texts.failedTitle}>
      <Flex direction="column" gap="small" align="center">
        <Text>{texts.failed}</Text>
        {code === null ? null : <Text variant="microcopy">{fill(texts.failureCode, { code })}</Text>}
        <RetryButton card={card} />
      </Flex>
    </ErrorState>
  );
}
