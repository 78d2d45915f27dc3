import { Button, Flex, Text } from '@hubspot/ui-extensions';
import type { ReadyJourneyPage } from '../../../../src/api/journey-page-contract.ts';
import { formatTime } from '../../cards/dates.ts';
import { fill, fillCount } from '../../cards/texts/fill.ts';
import { usePlace } from '../PlaceProvider.tsx';

type NotesProps = { data: ReadyJourneyPage; isLoading: boolean; reload: () => void };

/** As of when the numbers are, and what is not in them. */
export function CountedNotes({ data, isLoading, reload }: NotesProps) {
  const { reader, texts } = usePlace();
  const { outdated, timeReversed } = data.records;
  const asOf = fill(texts.asOf, {
    time: formatTime(Date.parse(data.asOf), reader),
    model: data.model.label,
    version: String(data.model.version),
  });
  return (
    <Flex direction="column" gap="extra-small">
      <Flex gap="small" align="center" wrap>
        <Text variant="microcopy">{asOf}</Text>
        <Button variant="transparent" size="xs" disabled={isLoading} onClick={reload}>
          {texts.refresh}
        </Button>
      </Flex>
      {outdated === 0 ? null : <Text variant="microcopy">{fillCount(texts.outdated, outdated, reader.locale)}</Text>}
      {timeReversed === 0 ? null : (
        <Text variant="microcopy">{fillCount(texts.timeReversed, timeReversed, reader.locale)}</Text>
      )}
    </Flex>
  );
}
