import { Flex, StatusTag, Text } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import type { HealthData } from '../../../../src/api/settings-health-contract.ts';
import { formatTime } from '../../cards/dates.ts';
import { fillCount } from '../../cards/texts/fill.ts';
import { useNamesOf } from '../agreement/use-names-of.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { RecordName } from '../parts/RecordName.tsx';
import { SectionTable } from '../parts/SectionTable.tsx';

type Props = { data: HealthData };

/** Why HubSpot does not take tags, and which records that concerns. */
export function TagProblems({ data }: Props) {
  const { reader, texts } = usePlace();
  const format = new Intl.NumberFormat(reader.locale);
  return (
    <SectionTable
      title={texts.tagProblems}
      note={texts.tagProblemsNote}
      testId="tag-problems"
      columns={[texts.kind, texts.count, texts.reason, texts.whatToDoNow]}
      rows={data.tagProblems.map(({ key, objectType, records, isSetAside, message }) => ({
        key,
        cells: [
          texts.recordTypes[objectType] ?? objectType,
          <PageLink key="records" to="/health/tags" params={{ problem: key }}>
            {format.format(records)}
          </PageLink>,
          message,
          <Text key="what">
            <StatusTag variant={isSetAside ? 'warning' : 'info'}>
              {isSetAside ? texts.waitsForYou : texts.triesAgain}
            </StatusTag>{' '}
            <PageLink to="/health/tags" params={{ problem: key }}>
              {texts.whichRecords}
            </PageLink>
          </Text>,
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
        cells: [
          <PageLink key="events" to="/health/events" params={{ reason }}>
            {new Intl.NumberFormat(reader.locale).format(events)}
          </PageLink>,
          ...[reason, `${time(firstAt)} – ${time(lastAt)}`, whatToDo],
        ],
        csv: [events, reason, `${firstAt} ${lastAt}`, whatToDo],
      }))}
    />
  );
}

/** Some of the records whose ledger can't be replayed, each leading to its record, and the way to all of them. */
export function FailedReplays({ data }: Props) {
  const { reader, texts } = usePlace();
  const { total, examples } = data.failedReplays;
  const nameOf = useNamesOf(examples);
  return (
    <Flex direction="column" gap="small">
      <SectionTable
        total={total}
        title={texts.failedReplays}
        note={texts.failedReplaysNote}
        testId="failed-replays"
        columns={[texts.record, texts.reason, texts.tries, texts.nextTry, texts.whatToDoNow]}
        rows={examples.map(({ objectType, recordId, failures, message, retryAt, whatToDo }) => ({
          key: `${objectType}/${recordId}`,
          cells: [
            <RecordName
              key="record"
              objectType={objectType}
              recordId={recordId}
              name={nameOf({ objectType, recordId })}
            />,
            message,
            String(failures),
            formatTime(Date.parse(retryAt), reader),
            whatToDo,
          ],
          csv: [`${objectType}/${recordId}`, message, failures, retryAt, whatToDo],
        }))}
      />
      {total === 0 ? null : (
        <Text>
          <PageLink to="/health/replays">{fillCount(texts.allFailedReplays, total, reader.locale)}</PageLink>
        </Text>
      )}
    </Flex>
  );
}
