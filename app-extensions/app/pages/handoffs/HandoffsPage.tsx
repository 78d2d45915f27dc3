import {
  Flex,
  Heading,
  Link,
  Select,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { usePageRoute } from '@hubspot/ui-extensions/pages';
import type { HandoffsData, WaitingKind } from '../../../../src/api/clocks-contract.ts';
import { formatTime } from '../../cards/dates.ts';
import { useNaming } from '../agreement/use-names-of.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { CopyWholeCsv } from '../parts/CopyWholeCsv.tsx';
import { HeadRow } from '../parts/HeadRow.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { MoreButton } from '../parts/MoreButton.tsx';
import { recordAddress } from '../records/record-address.ts';
import { type Parts, useParts } from '../records/use-parts.ts';

type Handoff = HandoffsData['handoffs'][number];

const teams = ['marketing', 'sales', 'service'] as const;

const kinds: readonly WaitingKind[] = ['offered', 'returned', 'overdue'];

/** What waits for a team to be taken over, the longest waiting first: offered by another team, or given back with a reason. */
export function HandoffsPage() {
  const { actions, reader, texts } = usePlace();
  const given = usePageRoute().params as Record<string, string | undefined>;
  const chosen = teams.find((one) => one === given.team);
  const show = kinds.find((one) => one === given.show);
  const { stage } = given;
  const query = [`language=${reader.language}`];
  if (chosen !== undefined) query.push(`team=${chosen}`);
  if (show !== undefined) query.push(`show=${show}`);
  if (stage !== undefined) query.push(`stage=${encodeURIComponent(stage)}`);
  const list = useParts<HandoffsData, Handoff>(`/api/pages/handoffs?${query.join('&')}`, ({ handoffs }) => handoffs);
  const { backend, hasMore, more } = list;
  // Whose the inbox is that somebody opens without choosing says the backend: it knows the agreement.
  const team = chosen ?? teams.find((one) => one === backend.data?.team.id);
  const { waiting = {}, stages = [] } = backend.last ?? {};
  const choose = (other: Record<string, string>) => {
    const params = { ...(team && { team }), ...(show && { show }), ...(stage && { stage }), ...other };
    const named = Object.entries(params).filter(([, value]) => value !== 'all');
    actions.navigateToPage({ to: '/handoffs', params: Object.fromEntries(named) });
  };
  return (
    <Flex direction="column" gap="medium">
      <Flex gap="medium" wrap align="end">
        <Select
          label={texts.team}
          name="team"
          {...(team !== undefined && { value: team })}
          options={teams.map((value) => ({ value, label: `${texts.teams[value]} (${waiting[value] ?? 0})` }))}
          onChange={(value) => choose({ team: String(value) })}
        />
        <Select
          label={texts.show}
          name="show"
          value={show ?? 'all'}
          options={(['all', ...kinds] as const).map((value) => ({ value, label: texts.waitingKinds[value] }))}
          onChange={(value) => choose({ show: String(value) })}
        />
        <Select
          label={texts.stage}
          name="stage"
          value={stage ?? 'all'}
          options={[{ value: 'all', label: texts.allStages }, ...stages.map(({ id, label }) => ({ value: id, label }))]}
          onChange={(value) => choose({ stage: String(value) })}
        />
      </Flex>
      <Loaded backend={backend}>
        {(data) => (
          <Flex direction="column" gap="small">
            <Inbox data={data} list={list} isFiltered={(show ?? stage) !== undefined} />
            {hasMore ? <MoreButton isLoading={backend.isLoading} more={more} /> : null}
          </Flex>
        )}
      </Loaded>
    </Flex>
  );
}

type InboxProps = { data: HandoffsData; list: Parts<HandoffsData, Handoff>; isFiltered: boolean };

function Inbox({ data, list, isFiltered }: InboxProps) {
  const handoffs = list.rows;
  const now = Date.parse(data.asOf);
  const team = teams.find((one) => one === data.team.id);
  // The backend counts what waits for a team, not what of it is like the filters.
  const total = isFiltered || team === undefined ? null : (data.waiting[team] ?? null);
  const { context, reader, texts } = usePlace();
  const { nameOf, unnamed, nameless } = useNaming([...handoffs, ...list.whole.rows]);
  const why = ({ cause, because }: Handoff) => {
    if (because === null) return texts.causes[cause];
    return [texts.causes[cause], because.reason.label, because.note].filter((part) => part !== '').join(' · ');
  };
  const columns = [texts.record, texts.stage, texts.offeredBy, texts.offeredAt, texts.due, texts.reason];
  if (handoffs.length === 0) return <Text>{isFiltered ? texts.noSuchHandoffs : texts.noHandoffs}</Text>;
  return (
    <Flex direction="column" gap="small">
      <Flex justify="between" align="center">
        <Heading>{texts.waitingFor.replace('{team}', data.team.label)}</Heading>
        <CopyWholeCsv
          {...{ list, unnamed, nameless, total }}
          header={['id', ...columns]}
          cellsOf={(one) => [
            ...[`${one.objectType}/${one.recordId}`, nameOf(one), one.stage.label, one.from.label],
            ...[one.offeredAt, one.dueAt, why(one)],
          ]}
        />
      </Flex>
      <Table bordered density="condensed" testId="handoffs">
        <HeadRow columns={columns} />
        <TableBody>
          {handoffs.map((one) => (
            <TableRow key={`${one.objectType}/${one.recordId}`}>
              <TableCell>
                <Link href={recordAddress(context.portal.id, one.objectType, one.recordId)}>{nameOf(one)}</Link>
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
  if (Date.parse(dueAt) >= now) return <Text>{time}</Text>;
  return <StatusTag variant="danger">{`${texts.overdue} · ${time}`}</StatusTag>;
}
