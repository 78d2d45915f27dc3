import { Flex, StatusTag, Text } from '@hubspot/ui-extensions';
import { usePageRoute } from '@hubspot/ui-extensions/pages';
import type { HealthRow } from '../../../../src/api/settings-health-contract.ts';
import { formatTime } from '../../cards/dates.ts';
import { fill } from '../../cards/texts/fill.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { ProblemList } from './ProblemList.tsx';

type Row = HealthRow<'tag-problems'>;

/** Each record whose tags are not as they should be in HubSpot: what HubSpot said, since when, and what to do. */
export function TagProblemsPage() {
  const { reader, texts } = usePlace();
  const { problem, state } = usePageRoute().params as Record<string, string | undefined>;
  const time = (at: string) => formatTime(Date.parse(at), reader);
  return (
    <ProblemList<Row>
      table="tag-problems"
      asked={{ problem, state }}
      title={texts.titles.tagProblems}
      note={texts.tagProblemsNote}
      testId="tag-problem-records"
      columns={[texts.properties, texts.hubspotSays, texts.sinceWhen, texts.whatToDoNow]}
      cellsOf={({ properties, said, since, retryAt, whatToDo }) => ({
        cells: [
          properties === '' ? texts.nothing : properties,
          said === '' ? texts.nothing : said,
          time(since),
          <Flex key="what" direction="column">
            <Next retryAt={retryAt} />
            <Text>{whatToDo}</Text>
          </Flex>,
        ],
        csv: [properties, said, since, whatToDo],
      })}
    />
  );
}

function Next({ retryAt }: { retryAt: string | null }) {
  const { reader, texts } = usePlace();
  if (retryAt === null) return <StatusTag variant="warning">{texts.waitsForYou}</StatusTag>;
  const isOver = Date.parse(retryAt) <= Date.now();
  const text = isOver ? texts.triesAgain : fill(texts.triesAgainAt, { time: formatTime(Date.parse(retryAt), reader) });
  return <StatusTag variant="info">{text}</StatusTag>;
}
