import { DescriptionList, DescriptionListItem, Flex, StepIndicator, Text } from '@hubspot/ui-extensions';
import type { CurrentVisit } from '../card-state.ts';
import { formatAgo, formatDate } from '../dates.ts';
import type { Journey } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { fill } from '../texts/fill.ts';
import { OutcomeTag } from './OutcomeTag.tsx';
import { TeamTag } from './TeamTag.tsx';

/** More names do not fit side by side in the record's middle column, in no language. */
const stepsWithNames = 5;

/** Where the record is, since when, and whose turn it is. */
export function Position({ data, current }: { data: Journey; current: CurrentVisit }) {
  const reader = useReader();
  const { texts } = reader;
  const enteredAt = Date.parse(current.enteredAt);
  const count = data.stages.length;
  const turn = data.lead ?? current.team;
  return (
    <Flex direction="column" gap="small" testId="position">
      <StepIndicator
        stepNames={data.stages.map((stage) => stage.label)}
        currentStep={current.stageIndex}
        variant={count > stepsWithNames ? 'compact' : 'default'}
      />
      <DescriptionList direction="row">
        <DescriptionListItem label={texts.stage}>
          <Flex gap="extra-small" align="center" wrap>
            <Text format={{ fontWeight: 'demibold' }}>
              {fill(texts.stagePosition, {
                label: current.stage.label,
                number: String(current.stageIndex + 1),
                count: String(count),
              })}
            </Text>
            <OutcomeTag outcome={current.outcome} isOpen />
          </Flex>
        </DescriptionListItem>
        <DescriptionListItem label={texts.since}>
          <Text>{`${formatAgo(enteredAt, Date.parse(data.asOf), reader)} · ${formatDate(enteredAt, reader)}`}</Text>
        </DescriptionListItem>
        <DescriptionListItem label={texts.turn}>
          <TeamTag team={turn} />
        </DescriptionListItem>
        <DescriptionListItem label={texts.owner}>
          <Text>{current.owner?.name ?? texts.noOwner}</Text>
        </DescriptionListItem>
        {data.model.isCircular && current.lap > 1 ? (
          <DescriptionListItem label={texts.lap}>
            <Text>{String(current.lap)}</Text>
          </DescriptionListItem>
        ) : null}
      </DescriptionList>
    </Flex>
  );
}
