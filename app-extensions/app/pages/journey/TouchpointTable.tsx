import { Flex, Heading, Inline, Table, TableBody, TableCell, TableRow, Text } from '@hubspot/ui-extensions';
import type { JourneyStage } from '../../../../src/api/journey-page-contract.ts';
import { fill } from '../../cards/texts/fill.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { CopyCsv } from '../parts/CopyCsv.tsx';
import { HeadRow } from '../parts/HeadRow.tsx';
import type { CountedProps } from './CountedJourneys.tsx';
import type { JourneyChoice } from './journey-choice.ts';
import { NumberLink } from './NumberLink.tsx';
import { shareText } from './numbers.ts';
import { useTouchpointTexts } from './touchpoint-texts.ts';

/** Per stage how firm and buyer met, what the firm means to do there, and what was decided. */
export function TouchpointTable({ data, choice }: CountedProps) {
  const { texts } = usePlace();
  const { happened } = useTouchpointTexts();
  const columns = [texts.stage, texts.howMet, texts.whatToDo, texts.whatEnds];
  return (
    <Flex direction="column" gap="small">
      <Flex justify="between" align="center">
        <Heading>{happened}</Heading>
        <CopyCsv
          header={columns}
          rows={data.stages.map(({ label, touches, plays, outcomes }) => [
            label,
            touches.map((touch) => `${touch.label} ${touch.visits.count}`).join('; '),
            plays.map((play) => `${play.label} (${play.team.label})`).join('; '),
            outcomes.map((outcome) => `${outcome.label} ${outcome.count}`).join('; '),
          ])}
        />
      </Flex>
      <Table bordered testId="touchpoints">
        <HeadRow columns={columns} />
        <TableBody>
          {data.stages.map((stage) => (
            <TouchpointRow key={stage.id} stage={stage} choice={choice} />
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}

function TouchpointRow({ stage, choice }: { stage: JourneyStage; choice: JourneyChoice }) {
  const place = usePlace();
  const { texts } = place;
  const helpers = stage.contributors.map(({ label }) => label).join(', ');
  return (
    <TableRow>
      <TableCell>
        <Text format={{ fontWeight: 'demibold' }}>{stage.label}</Text>
        <Text>{stage.team.label}</Text>
        {helpers === '' ? null : <Text variant="microcopy">{fill(texts.helpers, { teams: helpers })}</Text>}
        {stage.nurtureTrack === null ? null : (
          <Text variant="microcopy">{fill(texts.track, { track: stage.nurtureTrack })}</Text>
        )}
      </TableCell>
      <TableCell>
        {stage.touches.length === 0 ? <Text>{texts.nothing}</Text> : null}
        {stage.touches.map(({ kind, label, visits }) => (
          <Inline key={kind} gap="extra-small">
            <Text>{`${label}:`}</Text>
            <NumberLink
              {...{ count: visits.count, stage: stage.id, kind: `touch-${kind}`, choice }}
              share={shareText(visits, place)}
            />
          </Inline>
        ))}
      </TableCell>
      <TableCell>
        {stage.plays.length === 0 ? <Text>{texts.nothing}</Text> : null}
        {stage.plays.map(({ id, label, team, reason }) => (
          <Flex key={id} direction="column">
            <Text>{`${label} (${team.label})`}</Text>
            <Text variant="microcopy">{reason}</Text>
          </Flex>
        ))}
      </TableCell>
      <TableCell>
        {stage.outcomes.length === 0 ? <Text>{texts.nothing}</Text> : null}
        {stage.outcomes.map(({ id, label, count }) => (
          <Inline key={id} gap="extra-small">
            <Text>{`${label}:`}</Text>
            <NumberLink {...{ count, stage: stage.id, kind: `outcome-${id}`, choice }} />
          </Inline>
        ))}
      </TableCell>
    </TableRow>
  );
}
