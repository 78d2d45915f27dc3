import { ApiError, notFound } from '../portal/api-error.ts';
import type { ObjectType } from '../portal/object-types.ts';
import type { Portal } from '../portal/portal.ts';
import type { CrmRecord } from '../portal/records/crm-record.ts';
import { currentValue } from '../portal/records/crm-record.ts';
import { propertyValueOf } from '../portal/records/derived-properties.ts';

/**
 * A call that somebody notes on a record: an object of its own, by whoever owns the record. HubSpot associates it with the
 * record's primary company and open deals too, and copies time and count onto each of them (changeSource ENGAGEMENTS). Answers
 * the ids of the records that were changed.
 */
export function logCall(portal: Portal, type: ObjectType, id: string): string[] {
  const record = portal.state.records.resolve(type, id);
  if (record === null) throw notFound(id);
  if (record.archivedAtMs !== null) throw new ApiError(400, 'A call cannot be noted on a deleted record.');
  const nowMs = String(portal.clock.now());
  const touched = [record, ...recordsBeside(portal, record)];
  createCall(portal, touched, nowMs);
  return touched.map((one) => {
    const values = {
      notes_last_contacted: nowMs,
      notes_last_updated: nowMs,
      hs_last_sales_activity_timestamp: nowMs,
      num_contacted_notes: oneMore(one, 'num_contacted_notes'),
      num_notes: oneMore(one, 'num_notes'),
    };
    portal.change({
      action: 'update',
      objectType: one.objectType,
      id: one.id,
      properties: values,
      changeSource: 'ENGAGEMENTS',
      sourceId: 'rollup',
    });
    return one.id;
  });
}

function createCall(portal: Portal, [record, ...beside]: CrmRecord[], nowMs: string): void {
  if (record === undefined) return;
  const properties: Record<string, string> = {
    hs_timestamp: nowMs,
    hs_call_direction: 'OUTBOUND',
    hs_call_status: 'COMPLETED',
  };
  const owner = propertyValueOf(portal.state, record, 'hubspot_owner_id') ?? '';
  if (owner !== '') properties.hubspot_owner_id = owner;
  const { recordId } = portal.change({ action: 'create', objectType: 'call', properties });
  if (recordId === null) return;
  for (const { objectType, id } of [record, ...beside]) {
    const ends = { from: { objectType: 'call' as const, id: recordId }, to: { objectType, id } };
    portal.change({ action: 'associate', ...ends });
  }
}

function recordsBeside({ state }: Portal, record: CrmRecord): CrmRecord[] {
  const name = { type: record.objectType, id: record.id };
  const companies = record.objectType === 'company' ? [] : state.associations.of(name, 'company');
  const deals = record.objectType === 'contact' ? state.associations.of(name, 'deal') : [];
  return [...companies.filter((link) => link.isPrimary), ...deals].flatMap(({ to }) => {
    const other = state.records.get(to.type, to.id);
    if (other === null || other.archivedAtMs !== null) return [];
    return to.type === 'deal' && propertyValueOf(state, other, 'hs_is_closed') === 'true' ? [] : [other];
  });
}

function oneMore(record: CrmRecord, name: string): string {
  return String(Number(currentValue(record, name) ?? 0) + 1);
}
