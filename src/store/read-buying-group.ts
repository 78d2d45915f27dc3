import { sql } from 'kysely';
import type { GroupContact } from '../journey/companies/buying-group.ts';
import { type AssociatedNow, associatedNow } from '../journey/evidence/associated-now.ts';
import { buyingRoleProperty } from '../journey/evidence/evidence.ts';
import type { Instant } from '../journey/instant.ts';
import type { Database } from './database.ts';
import type { Owner } from './owners.ts';
import { readCard } from './read-card.ts';
import { loadMeasuredRecords } from './read-measured-records.ts';
import { type AccountJourneyRecord, recordColumns, toRecordRow } from './record-key.ts';

/** What the buying group of one deal or company is made from. `isCatchingUp`: deliveries wait that may speak of it. */
export type BuyingGroupSource = {
  record: AccountJourneyRecord;
  /** Nothing was ever heard of it. */
  isUnknown: boolean;
  isCatchingUp: boolean;
  contacts: GroupContact[];
  /** The account's own people, who are named beside the contacts. */
  owners: Owner[];
};

/**
 * Reads the contacts that a deal or a company is associated with at an instant, under the ids that they live on in, without
 * those that are deleted. It takes the same few statements whatever their number.
 */
export async function readBuyingGroup(
  db: Database,
  input: { record: AccountJourneyRecord; at: Instant },
): Promise<BuyingGroupSource> {
  const { record, ledger, isCatchingUp, owners } = await readCard(db, input.record);
  const associated = associatedNow(ledger, 'contact', input.at);
  const contacts = await loadContacts(db, { accountId: record.accountId, associated, at: input.at });
  return { record, isUnknown: ledger.facts.length === 0, isCatchingUp, contacts, owners };
}

type Wanted = { accountId: string; associated: readonly AssociatedNow[]; at: Instant };

async function loadContacts(db: Database, { accountId, associated, at }: Wanted): Promise<GroupContact[]> {
  const ids = associated.map(({ recordId }) => recordId);
  const deleted = await deletedIds(db, accountId, ids, at);
  const labelsOf = new Map(associated.map(({ recordId, labels }) => [recordId, labels]));
  const records = await loadMeasuredRecords(
    db,
    {
      accountId,
      objectType: 'contact',
      properties: [buyingRoleProperty, ownerProperty],
      companyProperties: [],
      withTouches: true,
      asOf: at,
    },
    ids.filter((recordId) => !deleted.has(recordId)),
  );
  return records.map(({ recordId, values, visits, touches }) => ({
    recordId,
    buyingRole: values.get(buyingRoleProperty) ?? '',
    labels: labelsOf.get(recordId) ?? [],
    owner: values.get(ownerProperty) ?? '',
    visits,
    touches,
  }));
}

const ownerProperty = 'hubspot_owner_id';

/** Those of which a deletion was told last. Only their own facts count: a record that was merged away is deleted with it. */
async function deletedIds(
  db: Database,
  accountId: string,
  recordIds: readonly string[],
  at: Instant,
): Promise<Set<string>> {
  if (recordIds.length === 0) return new Set();
  const rows = recordIds.map((recordId) => toRecordRow({ accountId, objectType: 'contact', recordId }));
  const result = await sql<{ record_id: string; kind: string }>`
    select fact.record_id, fact.kind from ${db.rows(rows, recordColumns)} as given
    join fact on fact.account_id = given.account_id and fact.object_type = given.object_type
      and fact.record_id = given.record_id
    where fact.kind in ('deleted', 'restored') and fact.occurred_at <= ${at}
    order by fact.occurred_at, fact.kind`.execute(db.kysely);
  const last = new Map(result.rows.map((row) => [row.record_id, row.kind]));
  return new Set(recordIds.filter((recordId) => last.get(recordId) === 'deleted'));
}
