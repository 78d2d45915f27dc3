import { Flex, LoadingSpinner, ProgressBar, Text } from '@hubspot/ui-extensions';
import type { Past } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import type { Reader } from '../reader.ts';
import { tellPast } from '../tell-past.ts';
import { fill } from '../texts/fill.ts';

/** Says how far the past of the portal has been read and which records are still to come; nothing once all of it is. */
export function PastReading({ past }: { past: Past | null }) {
  const reader = useReader();
  if (past === null) return null;
  const told = tellPast(past, reader);
  return (
    <Flex direction="column" gap="extra-small" testId="past-reading">
      {past.percent === null ? (
        <LoadingSpinner label={told} showLabel size="xs" layout="inline" />
      ) : (
        <ProgressBar title={told} value={past.percent} maxValue={100} variant="warning" />
      )}
      <Text variant="microcopy">{stillToCome(past, reader)}</Text>
    </Flex>
  );
}

function stillToCome({ waiting }: Past, { texts, locale }: Reader): string {
  const types = new Intl.ListFormat(locale, { type: 'conjunction' }).format(waiting.map(({ label }) => label));
  return fill(texts.pastToCome, { types });
}
