import {
  Flex,
  Heading,
  Link,
  Select,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { usePageRoute } from '@hubspot/ui-extensions/pages';
import type { HandoffsData } from '../../../../src/api/clocks-contract.ts';
import { formatTime } from '../../cards/dates.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { CopyCsv } from '../parts/CopyCsv.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { recordAddress } from '../records/record-address.ts';
import { useRecordNames } from '../records/use-record-names.ts';
import { useBackend } from '../use-backend.ts';

type Handoff = HandoffsData['handoffs'][number];

const teams = ['marketing', 'sales', 'service'] as const;

/** What waits for a team to be taken over, the longest waiting first: offered by another team, or given back with a reason. */
export function HandoffsPage() {
  const { context, actions, reader, texts } = usePlace();
  const given = (usePageRoute().params as Record<string, string | undefined>).team;
  const team = teams.find((one) => one === given) ?? 'sales';
  const backend = useBackend<HandoffsData>(context, `/api/pages/handoffs?team=${team}&language=${reader.language}`);
  const waiting = backend.data?.waiting ?? {};
  return (
    <Flex direction="column" gap="medium">
      <Flex>
        <Select
          label={texts.team}
          name="team"
          value={team}
          options={teams.map((value) => ({ value, label: `${texts.teams[value]} (${waiting[value] ?? 0})` }))}
          onChange={(value) => actions.navigateToPage({ to: '/handoffs', params: { team: String(value) } })}
        />
      </Flex>
      <Loaded backend={backend}>{(data) => <Inbox data={data} now={Date.now()} />}</Loaded>
    </Flex>
  );
}

function Inbox({ data, now }: { data: HandoffsData; now: number }) {
  const { context, reader, texts } = usePlace();
  const idsOf = (type: string) => data.handoffs.filter((one) => one.objectType === type).map((one) => one.recordId);
  const nameOf = {
    contact: useRecordNames('0-1', idsOf('contact')),
    company: useRecordNames('0-2', idsOf('company')),
    deal: useRecordNames('0-3', idsOf('deal')),
  };
  const why = ({ cause, because }: Handoff) => {
    if (because === null) return texts.causes[cause];
    return [texts.causes[cause], because.reason.label, because.note].filter((part) => part !== '').join(' · ');
  };
  const columns = [texts.record, texts.stage, texts.offeredBy, texts.offeredAt, texts.due, texts.reason];
  if (data.handoffs.length === 0) return <Text>{texts.noHandoffs}</Text>;
  return (
    <Flex direction="column" gap="small">
      <Flex justify="between" align="center">
        <Heading>{texts.waitingFor.replace('{team}', data.team.label)}</Heading>
        <CopyCsv
          header={columns}
          rows={data.handoffs.map((one) => [
            ...[nameOf[one.objectType](one.recordId), one.stage.label, one.from.label, one.offeredAt, one.dueAt],
            why(one),
          ])}
        />
      </Flex>
      <Table bordered density="condensed" testId="handoffs">
        <TableHead>
          <TableRow>
            {columns.map((column) => (
              <TableHeader key={column}>{column}</TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {data.handoffs.map((one) => (
            <TableRow key={`${one.objectType}/${one.recordId}`}>
              <TableCell>
                <Link href={recordAddress(context.portal.id, one.objectType, one.recordId)}>
                  {nameOf[one.objectType](one.recordId)}
                </Link>
              </TableCell>
              <TableCell>{one.stage.label}</TableCell>
              <TableCell>{one.from.label}</TableCell>
              <TableCell>{formatTime(Date.parse(one.offeredAt), reader)}</TableCell>
              <TableCell>
                <Due dueAt={one.dueAt} now={now} />
              </TableCell>
              <TableCell>{why(one)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}

function Due({ dueAt, now }: { dueAt: string | null; now: number }) {
  const { reader, texts } = usePlace();
  if (dueAt === null) return <Text>{texts.nothing}</Text>;
  const time = formatTime(Date.parse(dueAt), reader);
  if (Date.parse(dueAt) > now) return <Text>{time}</Text>;
  return <StatusTag variant="danger">{`${texts.overdue} · ${time}`}</StatusTag>;
}
