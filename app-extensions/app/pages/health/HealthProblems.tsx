import { Link, StatusTag, Text } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import type { HealthData } from '../../../../src/api/settings-health-contract.ts';
import { formatTime } from '../../cards/dates.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { SectionTable } from '../parts/SectionTable.tsx';
import { recordAddress } from '../records/record-address.ts';

type Props = { data: HealthData };

/** Why HubSpot does not take tags, and which records that concerns. */
export function TagProblems({ data }: Props) {
  const { texts } = usePlace();
  return (
    <SectionTable
      title={texts.tagProblems}
      note={texts.tagProblemsNote}
      testId="tag-problems"
      columns={[texts.kind, texts.count, texts.reason, texts.whatToDoNow]}
      rows={data.tagProblems.map(({ objectType, records, isSetAside, message }) => ({
        key: `${objectType} ${message}`,
        cells: [
          texts.recordTypes[objectType] ?? objectType,
          String(records),
          message,
          isSetAside ? (
            <Text key="what">
              <StatusTag variant="warning">{texts.waitsForYou}</StatusTag>{' '}
              <PageLink to="/health/refused">{texts.whichRecords}</PageLink>
            </Text>
          ) : (
            texts.triesAgain
          ),
        ],
        csv: [objectType, records, message, isSetAside ? texts.waitsForYou : texts.triesAgain],
      }))}
    />
  );
}

/** What HubSpot told and nobody could understand. */
export function SetAsideEvents({ data }: Props) {
  const { reader, texts } = usePlace();
  const time = (at: string) => formatTime(Date.parse(at), reader);
  return (
    <SectionTable
      title={texts.setAside}
      note={texts.setAsideNote}
      testId="set-aside"
      columns={[texts.events, texts.reason, texts.firstAndLast, texts.whatToDoNow]}
      rows={data.setAsideEvents.reasons.map(({ reason, events, firstAt, lastAt, whatToDo }) => ({
        key: reason,
        cells: [String(events), reason, `${time(firstAt)} – ${time(lastAt)}`, whatToDo],
        csv: [events, reason, `${firstAt} ${lastAt}`, whatToDo],
      }))}
    />
  );
}

/** Records whose ledger can't be replayed; each leads to its record. */
export function FailedReplays({ data }: Props) {
  const { context, reader, texts } = usePlace();
  return (
    <SectionTable
      title={texts.failedReplays}
      note={texts.failedReplaysNote}
      testId="failed-replays"
      columns={[texts.record, texts.reason, texts.tries, texts.nextTry, texts.whatToDoNow]}
      rows={data.failedReplays.examples.map(({ objectType, recordId, failures, message, retryAt, whatToDo }) => ({
        key: `${objectType}/${recordId}`,
        cells: [
          <Link key="record" href={recordAddress(context.portal.id, objectType, recordId)}>
            {`${texts.recordTypes[objectType] ?? objectType} #${recordId}`}
          </Link>,
          message,
          String(failures),
          formatTime(Date.parse(retryAt), reader),
          whatToDo,
        ],
        csv: [`${objectType}/${recordId}`, message, failures, retryAt, whatToDo],
      }))}
    />
  );
}
