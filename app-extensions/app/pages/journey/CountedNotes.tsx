import { Button, Flex, Text } from '@hubspot/ui-extensions';
import type { ReadyJourneyPage } from '../../../../src/api/journey-page-contract.ts';
import { formatTime } from '../../cards/dates.ts';
import { fill, fillCount } from '../../cards/texts/fill.ts';
import type { PluralForms } from '../../cards/texts/texts.ts';
import { usePlace } from '../PlaceProvider.tsx';
import type { Standing } from '../records/standing.ts';
import type { JourneyChoice } from './journey-choice.ts';
import { StandingLink } from './StandingLink.tsx';

type NotesProps = { data: ReadyJourneyPage; choice: JourneyChoice; isLoading: boolean; reload: () => void };

/** As of when the numbers are, and what is not in them. */
export function CountedNotes({ data, choice, isLoading, reload }: NotesProps) {
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
      <Uncounted kind="outdated" count={outdated} text={texts.outdated} choice={choice} />
      <Uncounted kind="time-reversed" count={timeReversed} text={texts.timeReversed} choice={choice} />
    </Flex>
  );
}

type UncountedProps = { kind: Standing; count: number; text: PluralForms; choice: JourneyChoice };

function Uncounted({ kind, count, text, choice }: UncountedProps) {
  const { reader } = usePlace();
  if (count === 0) return null;
  return (
    <Text variant="microcopy">
      {`${fillCount(text, count, reader.locale)} `}
      <StandingLink {...{ kind, count, choice }} />
    </Text>
  );
}
