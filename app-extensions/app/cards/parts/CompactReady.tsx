import { DescriptionList, DescriptionListItem, Flex, Text } from '@hubspot/ui-extensions';
import type { CurrentVisit, Trouble } from '../card-state.ts';
import { formatAgo, formatTime } from '../dates.ts';
import type { Journey } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { tellOutcomeSaid } from '../tell-outcome-said.ts';
import { tellPast } from '../tell-past.ts';
import { fill } from '../texts/fill.ts';
import type { Card } from '../use-card.ts';
import { ClockStatus } from './ClockStatus.tsx';
import { CompactProblem } from './CompactProblem.tsx';
import { OutcomeTag } from './OutcomeTag.tsx';
import { TeamTag } from './TeamTag.tsx';

type CompactReadyProps = { data: Journey; current: CurrentVisit; trouble: Trouble | null; card: Card };

export function CompactReady({ data, current, trouble, card }: CompactReadyProps) {
  const reader = useReader();
  const { texts } = reader;
  const position = {
    label: current.stage.label,
    number: String(current.stageIndex + 1),
    count: String(data.stages.length),
  };
  const asOf = Date.parse(data.asOf);
  const turn = data.lead ?? current.team;
  return (
    <Flex direction="column" gap="small">
      <DescriptionList direction="column">
        <DescriptionListItem label={texts.stage}>
          <Flex gap="extra-small" align="center" wrap>
            <Text format={{ fontWeight: 'demibold' }}>{fill(texts.stagePosition, position)}</Text>
            <OutcomeTag outcome={current.outcome} isOpen />
          </Flex>
          {current.outcomeSaid === undefined ? null : (
            <Text variant="microcopy">{tellOutcomeSaid(current.outcomeSaid, reader)}</Text>
          )}
          <Text variant="microcopy">{formatAgo(Date.parse(current.enteredAt), asOf, reader)}</Text>
        </DescriptionListItem>
        <DescriptionListItem label={texts.turn}>
          <TeamTag team={turn} />
          <Text variant="microcopy">{current.owner?.name ?? texts.noOwner}</Text>
        </DescriptionListItem>
        {data.clock === null ? null : (
          <DescriptionListItem label={texts.clock}>
            <ClockStatus clock={data.clock} asOf={asOf} />
          </DescriptionListItem>
        )}
        {data.touchpoint === undefined ? null : (
          <DescriptionListItem label={texts.nextTouchpoint}>
            <Text>{data.touchpoint?.label ?? texts.noTouchpoint}</Text>
          </DescriptionListItem>
        )}
      </DescriptionList>
      {data.past === null ? null : <Text variant="microcopy">{tellPast(data.past, reader)}</Text>}
      {trouble === null ? null : (
        <CompactProblem
          text={trouble === 'busy' ? texts.busyTitle : fill(texts.outdated, { time: formatTime(asOf, reader) })}
          card={card}
        />
      )}
    </Flex>
  );
}
