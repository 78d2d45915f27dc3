import { Flex, Inline, Table, TableBody, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import { usePlace } from '../PlaceProvider.tsx';
import { HeadRow } from '../parts/HeadRow.tsx';
import type { JourneyChoice } from './journey-choice.ts';
import { NumberLink } from './NumberLink.tsx';
import { shareText } from './numbers.ts';
import type { Decision, MappedStage, Touchpoint } from './touchpoint-rows.ts';
import { useTouchpointTexts } from './touchpoint-texts.ts';

type MapTableProps = { mapped: readonly MappedStage[]; choice: JourneyChoice };

/** The touchpoint map in words, and beside each touchpoint what of it took place. */
export function TouchpointMapTable({ mapped, choice }: MapTableProps) {
  const { texts: pageTexts } = usePlace();
  const { lanes } = useTouchpointTexts();
  return (
    <Table bordered testId="touchpoint-map">
      <HeadRow columns={[pageTexts.stage, lanes.online, lanes.offline, lanes.decisions]} />
      <TableBody>
        {mapped.map(({ stage, touchpoints, decisions }) => (
          <TableRow key={stage.id}>
            <TableCell>
              <Text format={{ fontWeight: 'demibold' }}>{stage.label}</Text>
              <Text>{stage.team.label}</Text>
            </TableCell>
            {(['online', 'offline'] as const).map((lane) => (
              <TableCell key={lane}>
                <Touchpoints
                  touchpoints={touchpoints.filter(({ place }) => place === lane)}
                  stage={stage.id}
                  choice={choice}
                />
              </TableCell>
            ))}
            <TableCell>
              <Decisions decisions={decisions} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

type TouchpointsProps = { touchpoints: readonly Touchpoint[]; stage: string; choice: JourneyChoice };

function Touchpoints({ touchpoints, stage, choice }: TouchpointsProps) {
  const place = usePlace();
  if (touchpoints.length === 0) return <Text>{place.texts.nothing}</Text>;
  return (
    <Flex direction="column" gap="small">
      {touchpoints.map(({ id, label, occasion, kinds }) => (
        <Flex key={id} direction="column">
          <Text>{label}</Text>
          <Text variant="microcopy">{occasion}</Text>
          {kinds.map(({ kind, label: called, visits }) => (
            <Inline key={kind} gap="extra-small">
              <Text variant="microcopy">{`${called}:`}</Text>
              <NumberLink
                {...{ count: visits.count, stage, kind: `touch-${kind}`, choice }}
                share={shareText(visits, place)}
              />
            </Inline>
          ))}
        </Flex>
      ))}
    </Flex>
  );
}

function Decisions({ decisions }: { decisions: readonly Decision[] }) {
  const { texts } = usePlace();
  if (decisions.length === 0) return <Text>{texts.nothing}</Text>;
  return (
    <Flex direction="column" gap="small">
      {decisions.map(({ id, number, label, leadsTo }) => (
        <Flex key={id} direction="column">
          <Text>{`${number}. ${label}`}</Text>
          {leadsTo.map((target) => (
            <Text key={`${target.kind} ${target.id}`} variant="microcopy">{`→ ${target.label}`}</Text>
          ))}
        </Flex>
      ))}
    </Flex>
  );
}
