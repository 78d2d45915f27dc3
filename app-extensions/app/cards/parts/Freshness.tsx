import { Alert, Button, Flex, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import type { CardData } from '../../../../src/api/card-contract.ts';
import { formatTime } from '../dates.ts';
import { useReader } from '../ReaderProvider.tsx';
import { fill } from '../texts/fill.ts';
import type { Card } from '../use-card.ts';
import { RetryButton } from './RetryButton.tsx';

type FreshnessProps = { data: CardData; isOutdated: boolean; card: Card };

/** Says when what is shown may not be the last word; nothing otherwise. */
export function Freshness({ data, isOutdated, card }: FreshnessProps) {
  const reader = useReader();
  const { texts } = reader;
  if (isOutdated) {
    return (
      <Alert title={texts.outdatedTitle} variant="warning">
        <Flex direction="column" align="start" gap="small">
          <Text>{fill(texts.outdated, { time: formatTime(Date.parse(data.asOf), reader) })}</Text>
          <RetryButton card={card} />
        </Flex>
      </Alert>
    );
  }
  if (!data.isCatchingUp) return null;
  return (
    <Flex gap="small" align="center" wrap testId="catching-up">
      <LoadingSpinner label={texts.catchingUp} showLabel size="xs" layout="inline" />
      <Button variant="transparent" size="xs" disabled={card.isLoading} onClick={card.reload}>
        {texts.refresh}
      </Button>
    </Flex>
  );
}
