import { Alert, Button, Flex, Statistics, StatisticsItem, StatusTag } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import type { HealthData } from '../../../../src/api/settings-health-contract.ts';
import { formatTime } from '../../cards/dates.ts';
import { fillCount } from '../../cards/texts/fill.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { useBackend } from '../use-backend.ts';
import { FailedReplays, SetAsideEvents, TagProblems } from './HealthProblems.tsx';
import { PastRead, Repairs, Waiting } from './HealthProgress.tsx';

/** How the app is doing for this account: what is read and compared, what waits, and what went wrong with what to do about it. */
export function HealthPage() {
  const { context, reader, texts } = usePlace();
  const isReading = ({ backfill }: HealthData) => backfill.some(({ isRunning }) => isRunning);
  const backend = useBackend<HealthData>(context, `/api/settings/health?language=${reader.language}`, isReading);
  return (
    <Loaded backend={backend}>
      {(data) => (
        <Flex direction="column" gap="large">
          <Flex gap="small" align="center" wrap>
            <Summary data={data} />
            <Button variant="transparent" size="xs" onClick={backend.reload}>
              {texts.refresh}
            </Button>
          </Flex>
          <Connection data={data} />
          <Key data={data} />
          <TagProblems data={data} />
          <SetAsideEvents data={data} />
          <FailedReplays data={data} />
          <PastRead data={data} />
          <Repairs data={data} />
          <Waiting data={data} />
        </Flex>
      )}
    </Loaded>
  );
}

function Summary({ data }: { data: HealthData }) {
  const { reader, texts } = usePlace();
  const count =
    data.tagProblems.filter(({ isSetAside }) => isSetAside).length +
    data.setAsideEvents.reasons.length +
    (data.failedReplays.total > 0 ? 1 : 0) +
    [...data.backfill, ...data.repairs].filter(({ failure }) => failure !== '').length +
    (data.connection ? 1 : 0);
  return count === 0 ? (
    <StatusTag variant="success">{texts.allWell}</StatusTag>
  ) : (
    <StatusTag variant="warning">{fillCount(texts.attention, count, reader.locale)}</StatusTag>
  );
}

/** An older backend does not tell it. */
function Connection({ data: { connection } }: { data: Partial<HealthData> }) {
  const { texts } = usePlace();
  if (connection === undefined || connection === null) return null;
  return (
    <Alert title={texts.portalUnread} variant="warning">
      {`${connection.failure} ${connection.whatToDo}`}
    </Alert>
  );
}

function Key({ data }: { data: HealthData }) {
  const { reader, texts } = usePlace();
  const format = new Intl.NumberFormat(reader.locale);
  const time = (at: string | null) => (at === null ? texts.neverChecked : formatTime(Date.parse(at), reader));
  return (
    <Statistics>
      <StatisticsItem label={texts.lastCheck} number={time(data.checkedAt)} />
      {data.journalReadAsOf === null ? null : (
        <StatisticsItem label={texts.journalRead} number={time(data.journalReadAsOf)} />
      )}
      <StatisticsItem label={texts.tagsWritten} number={format.format(data.tags.written)}>
        {data.tags.written === 0 ? null : <PageLink to="/health/tagged">{texts.whichRecords}</PageLink>}
      </StatisticsItem>
      <StatisticsItem label={texts.tagsSetAside} number={format.format(data.tags.setAside)}>
        {data.tags.setAside === 0 ? null : (
          <PageLink to="/health/tags" params={{ state: 'refused' }}>
            {texts.whichRecords}
          </PageLink>
        )}
      </StatisticsItem>
    </Statistics>
  );
}
