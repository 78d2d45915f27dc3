import { type RawBuilder, sql } from 'kysely';
import type { MoveKind, ObjectType, OwnerTeam } from '../journey/vocabulary.ts';
import { fromVisitDetail, type Member } from './load-members.ts';
import type { CardRow } from './read-card.ts';

/**
 * Of a company: its contacts and deals with their saved visits, from the rows of `other`; one row without a visit for a member that
 * has none. What no other row of a card needs stands together in the last column.
 */
export function memberRows(accountId: string): RawBuilder<unknown> {
  return sql`
    select 'member', fellow.object_type, fellow.record_id, visit.move, visit.stage, visit.detail, visit.entered_at, visit.team,
      cast(visit.left_at as text),
      cast(visit.visit_no as text) || ' ' || cast(visit.lap as text) || ' ' || visit.outcome || ' ' || visit.owner
    from (select distinct object_type, record_id from other where object_type in ('contact', 'deal')) as fellow
    left join visit on visit.account_id = ${accountId} and visit.object_type = fellow.object_type
      and visit.record_id = fellow.record_id`;
}

/** The members that the rows tell of, each with its visits in their order. */
export function membersIn(rows: readonly CardRow[]): Member[] {
  const members = Map.groupBy(rows, ({ object_type, record_id }) => `${object_type}/${record_id}`);
  return [...members.values()].flatMap((told) => {
    const [first] = told;
    if (first === undefined) return [];
    const visits = told.flatMap(visitIn).sort((left, right) => left.number - right.number);
    const record = { objectType: first.object_type as ObjectType, recordId: first.record_id };
    return [{ record, visits: visits.map(({ visit }) => visit) }];
  });
}

function visitIn(row: CardRow) {
  if (row.source_id === null) return [];
  const [number = '', lap = '', outcome = '', ...owner] = row.source_id.split(' ');
  const visit = {
    lap: Number(lap),
    stage: row.subject ?? '',
    enteredAt: row.occurred_at ?? 0,
    leftAt: row.change_source === null ? null : Number(row.change_source),
    move: row.kind as MoveKind,
    outcome,
    team: row.channel as OwnerTeam,
    owner: owner.join(' '),
    ...fromVisitDetail(row.value ?? '{}'),
  };
  return [{ number: Number(number), visit }];
}
