import { type RawBuilder, sql } from 'kysely';
import type { HeardFact } from '../journey/facts.ts';
import { addRecovered, type Recovered } from '../journey/repair/recovered.ts';
import type { Ledger } from '../journey/replay.ts';
import {
  type Channel,
  evidenceTypes,
  type FactKind,
  type ObjectType,
  objectTypes,
  type PastType,
  type RecordType,
} from '../journey/vocabulary.ts';
import { memberRows, membersIn } from './card-members.ts';
import type { Database } from './database.ts';
import { canBeEvidence, type Family, ledgerOf, relatedRecords } from './load-ledgers.ts';
import type { Member } from './load-members.ts';
import type { Owner, OwnerTeam } from './owners.ts';
import { preparedMark } from './prepare-once.ts';
import { type AccountJourneyRecord, type AccountRecord, accountRecordKey } from './record-key.ts';

/** What the card of one record is made from. `isCatchingUp`: deliveries wait that may speak of the record, or its history is to be read. */
export type CardSource = {
  record: AccountJourneyRecord;
  ledger: Ledger;
  isCatchingUp: boolean;
  /** As of when all of the account was last compared with the portal, by the clock of journeys; null before that. */
  checkedAt: number | null;
  /** What the last whole comparison of each type recovered in all of the account, whatever has been begun since. */
  recovered: Recovered;
  /**
   * As of when the properties are known that no webhook tells of and the account's model looks at, by the clock of journeys; null
   * before they were ever read, undefined where there are none.
   */
  ownAsOf: number | null | undefined;
  /** The account's own people, who are named on the card. */
  owners: Owner[];
  /** Of a company, its contacts and deals with their saved visits; none of any other record. */
  members: Member[];
  /** How far the past of each type of record has been read; empty once all of it is. */
  past: PastReading[];
};

/** `recordsTotal` is 0 before HubSpot was asked for it. */
export type PastReading = { objectType: PastType; recordsDone: number; recordsTotal: number; isFinished: boolean };

/**
 * Reads what the card of a record needs, in one statement: somebody waits for it, and each one more would wait for its turn beside
 * all that comes in. A record that was merged into another leads to that one.
 */
export async function readCard(db: Database, input: AccountJourneyRecord): Promise<CardSource> {
  const { rows } = await cardQuery(input).execute(db.kysely);
  const {
    state = [],
    alias = [],
    fact = [],
    merge = [],
    owner = [],
    member = [],
    past = [],
  } = Object.groupBy(rows, ({ part }) => part);
  const [first] = state;
  if (first === undefined) throw new Error('The statement of a card tells its state whatever is known of the record.');
  const record = { ...input, recordId: first.record_id };
  return {
    record,
    ledger: ledgerFrom(record, { alias, fact, merge }),
    isCatchingUp: first.kind === 'waiting',
    checkedAt: first.occurred_at,
    recovered: recoveredIn(first),
    ownAsOf: ownAsOf(first),
    owners: owner.map((row) => ({
      id: row.record_id,
      userId: row.source_id,
      name: row.subject ?? '',
      isActive: row.kind === 'active',
      teams: JSON.parse(row.value ?? '[]') as OwnerTeam[],
    })),
    members: membersIn(member),
    past: past.map((row) => ({
      objectType: row.object_type as PastType,
      recordsDone: Number(row.value),
      recordsTotal: row.occurred_at ?? 0,
      isFinished: row.kind === 'finished',
    })),
  };
}

/** A row of the one statement. Which column tells what depends on its part; those that a part does not need are null. */
export type CardRow = {
  part: 'state' | 'alias' | 'fact' | 'merge' | 'owner' | 'member' | 'past';
  object_type: string | null;
  record_id: string;
  kind: string | null;
  subject: string | null;
  value: string | null;
  occurred_at: number | null;
  channel: string | null;
  change_source: string | null;
  source_id: string | null;
};

/** Told by the journal, where it has all of them, or by the last look at what changed. */
function ownAsOf({ subject: by, value: inJournal, change_source: asked }: CardRow): number | null | undefined {
  if (by === null) return undefined;
  const instants = [by === 'journal' ? inJournal : null, asked].filter((at) => at !== null).map(Number);
  return instants.length === 0 ? null : Math.max(...instants);
}

/** Each type of record has counts of its own. */
function recoveredIn({ source_id: counts }: CardRow): Recovered {
  return (JSON.parse(`[${counts ?? ''}]`) as Recovered[]).reduce(addRecovered, {});
}

/** Puts together the ledger that `loadLedgers` would give. */
function ledgerFrom(
  record: AccountJourneyRecord,
  rows: Record<'alias' | 'fact' | 'merge', readonly CardRow[]>,
): Ledger {
  const { accountId } = record;
  const living = new Map<string, AccountRecord>();
  const families = new Map<string, Family>();
  const livingOne = (one: AccountRecord) => living.get(accountRecordKey(one)) ?? one;
  const familyOf = (one: AccountRecord) => {
    const key = accountRecordKey(livingOne(one));
    const family: Family = families.get(key) ?? { aliases: new Map(), facts: [] };
    families.set(key, family);
    return family;
  };
  for (const row of rows.alias) {
    const winner = { accountId, objectType: row.object_type as RecordType, recordId: row.record_id };
    const alias = { ...winner, recordId: row.subject ?? '' };
    living.set(accountRecordKey(alias), winner);
    familyOf(winner).aliases.set(`${alias.objectType}/${alias.recordId}`, winner.recordId);
  }
  let before: { fact: AccountRecord; family: Family } | null = null;
  for (const row of rows.fact) {
    const fact = factIn(accountId, row);
    // The facts of a record come one after the other.
    const isSame = before?.fact.recordId === fact.recordId && before?.fact.objectType === fact.objectType;
    const family: Family = isSame && before !== null ? before.family : familyOf(fact);
    family.facts.push(fact);
    before = { fact, family };
  }
  const own = familyOf(record);
  const otherMerges = rows.merge.map((row) => factIn(accountId, row));
  return ledgerOf(record, { own, related: relatedRecords(record, own.facts), livingOne, familyOf, otherMerges });
}

function factIn(accountId: string, row: CardRow): HeardFact & AccountRecord {
  return {
    accountId,
    objectType: row.object_type as RecordType,
    recordId: row.record_id,
    kind: row.kind as FactKind,
    subject: row.subject ?? '',
    value: row.value ?? '',
    occurredAt: row.occurred_at ?? 0,
    hearing: {
      channel: row.channel as Channel,
      changeSource: row.change_source ?? '',
      sourceId: row.source_id ?? '',
    },
  };
}

/**
 * `member`: the record and those merged into it; `other`: whom they are or were associated with; `related`: those of them whose facts
 * are evidence, and who was merged into them; `united`: those of `other` that others were merged into, and these. The joins are in the order in which both databases should follow the keys.
 */
function cardQuery({ accountId, objectType, recordId }: AccountJourneyRecord): RawBuilder<CardRow> {
  const none = sql`cast(null as text)`;
  const factColumns = sql`fact.object_type, fact.record_id, fact.kind, fact.subject, fact.value, fact.occurred_at,
    hearing.channel, hearing.change_source, hearing.source_id`;
  const heard = sql`hearing.account_id = ${accountId} and hearing.object_type = fact.object_type
    and hearing.record_id = fact.record_id and hearing.fact_id = fact.fact_id`;
  return sql`${sql.raw(preparedMark)}
    with asked as materialized (
      select coalesce((select record_id from record_alias where account_id = ${accountId}
        and object_type = ${objectType} and alias_id = ${recordId}), ${recordId}) as record_id
    ), member as materialized (
      select record_id from asked
      union all
      select record_alias.alias_id from asked cross join record_alias
      where record_alias.account_id = ${accountId} and record_alias.object_type = ${objectType}
        and record_alias.record_id = asked.record_id
    ), other as materialized (
      select distinct association.other_type as object_type, association.other_id,
        coalesce(winner.record_id, association.other_id) as record_id
      from member cross join association
      left join record_alias as winner on winner.account_id = ${accountId}
        and winner.object_type = association.other_type and winner.alias_id = association.other_id
      where association.account_id = ${accountId} and association.object_type = ${objectType}
        and association.record_id = member.record_id
    ), evidence as materialized (
      select distinct object_type, record_id from other where ${isEvidence(objectType)}
    ), related as materialized (
      select object_type, record_id, record_id as living_id from evidence
      union all
      select evidence.object_type, record_alias.alias_id, evidence.record_id from evidence cross join record_alias
      where record_alias.account_id = ${accountId} and record_alias.object_type = evidence.object_type
        and record_alias.record_id = evidence.record_id
    ), winner as materialized (
      select distinct object_type, record_id from other where other_id <> record_id
    ), united as materialized (
      select object_type, record_id from winner
      union all
      select winner.object_type, record_alias.alias_id from winner cross join record_alias
      where record_alias.account_id = ${accountId} and record_alias.object_type = winner.object_type
        and record_alias.record_id = winner.record_id
    )
    select 'state' as part, ${none} as object_type, asked.record_id as record_id,
      case when exists (select 1 from delivery_state where unpacked_at is null)
        or exists (select 1 from record where account_id = ${accountId} and object_type = ${objectType}
          and record_id = asked.record_id and history_due_at is not null) then 'waiting' else '' end as kind,
      (select case when count(*) = 0 then null when count(journal_since) = count(*) then 'journal' else 'asked' end
        from followed_property where account_id = ${accountId} and is_own = 1) as subject,
      cast((select as_of from journal_reading) as text) as value,
      (select case when count(checked_at) = count(*) then min(checked_at) end from repair
        where account_id = ${accountId} and object_type in (${sql.join([...objectTypes])})) as occurred_at,
      ${none} as channel,
      cast((select case when count(polled_at) = count(*) then min(polled_at) end from repair
        where account_id = ${accountId} and object_type in (${sql.join([...objectTypes])})) as text) as change_source,
      (select string_agg(recovered_whole, ',') from repair where account_id = ${accountId}) as source_id
    from asked
    union all
    select 'alias', ${sql.lit(objectType)}, asked.record_id, ${none}, member.record_id, ${none}, null, ${none}, ${none}, ${none}
    from asked cross join member where member.record_id <> asked.record_id
    union all
    select 'alias', object_type, record_id, ${none}, other_id, ${none}, null, ${none}, ${none}, ${none}
    from other where other_id <> record_id
    union all
    select 'alias', object_type, living_id, ${none}, record_id, ${none}, null, ${none}, ${none}, ${none}
    from related where record_id <> living_id
    union all
    select 'fact', ${factColumns}
    from member cross join fact cross join hearing
    where fact.account_id = ${accountId} and fact.object_type = ${objectType} and fact.record_id = member.record_id
      and ${heard}
    union all
    select 'fact', ${factColumns}
    from related cross join fact cross join hearing
    where fact.account_id = ${accountId} and fact.object_type = related.object_type
      and fact.record_id = related.record_id and ${heard} and ${canBeEvidence}
    union all
    select 'merge', ${factColumns}
    from united cross join fact cross join hearing
    where fact.account_id = ${accountId} and fact.object_type = united.object_type
      and fact.record_id = united.record_id and ${heard} and fact.kind = ${sql.lit('merged' satisfies FactKind)}
    union all
    select 'owner', ${none}, owner_id, case when is_active = 1 then 'active' else '' end, name, teams, null, ${none}, ${none}, user_id
    from owner where account_id = ${accountId}
    union all
    select 'past', object_type, '', case when finished_at is null then '' else 'finished' end, ${none},
      cast(records_done as text), records_total, ${none}, ${none}, ${none}
    from backfill where account_id = ${accountId}
      and exists (select 1 from backfill as open where open.account_id = ${accountId} and open.finished_at is null)
    ${objectType === 'company' ? sql`union all ${memberRows(accountId)}` : sql``}`;
}

/** Whether a row of `other` is of a type whose facts are evidence for a record of this one. */
function isEvidence(objectType: ObjectType): RawBuilder<unknown> {
  const types = evidenceTypes[objectType];
  return types.length === 0 ? sql`1 = 0` : sql`object_type in (${sql.join([...types])})`;
}
