import {
  Flex,
  Heading,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import type { JourneyStage, ReadyJourneyPage } from '../../../../src/api/journey-page-contract.ts';
import { fill } from '../../cards/texts/fill.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { CopyCsv } from '../parts/CopyCsv.tsx';
import { shareText } from './numbers.ts';

/** Per stage how firm and buyer meet, what the firm means to do there, and what is decided. */
export function TouchpointTable({ data }: { data: ReadyJourneyPage }) {
  const { texts } = usePlace();
  const columns = [texts.stage, texts.howMet, texts.whatToDo, texts.whatEnds];
  return (
    <Flex direction="column" gap="small">
      <Flex justify="between" align="center">
        <Heading>{texts.touchpoints}</Heading>
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
      <Text variant="microcopy">{texts.touchpointsNote}</Text>
      <Table bordered testId="touchpoints">
        <TableHead>
          <TableRow>
            {columns.map((column) => (
              <TableHeader key={column}>{column}</TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {data.stages.map((stage) => (
            <TouchpointRow key={stage.id} stage={stage} />
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}

function TouchpointRow({ stage }: { stage: JourneyStage }) {
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
        {stage.touches.map(({ kind, label, visits }) => {
          const share = shareText(visits, place);
          return <Text key={kind}>{`${label}: ${visits.count}${share === null ? '' : ` · ${share}`}`}</Text>;
        })}
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
          <Text key={id}>{`${label}: ${count}`}</Text>
        ))}
      </TableCell>
    </TableRow>
  );
}
