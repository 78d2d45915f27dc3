import { Alert, Button, Flex, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import type { Trouble } from '../card-state.ts';
import { formatTime } from '../dates.ts';
import type { Journey } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { fill } from '../texts/fill.ts';
import type { Card } from '../use-card.ts';
import { RetryButton } from './RetryButton.tsx';

type FreshnessProps = { data: Journey; trouble: Trouble | null; card: Card };

/** Says when what is shown may not be the last word; nothing otherwise. */
export function Freshness({ data, trouble, card }: FreshnessProps) {
  const reader = useReader();
  const { texts } = reader;
  if (trouble !== null) {
    return (
      <Alert title={trouble === 'busy' ? texts.busyTitle : texts.outdatedTitle} variant="warning">
        <Flex direction="column" align="start" gap="small">
          {trouble === 'busy' ? <Text>{texts.busy}</Text> : null}
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
      <Button variant="transparent" size="xs" disabled={card.isLoading} onClick={() => void card.reload()}>
        {texts.refresh}
      </Button>
    </Flex>
  );
}
