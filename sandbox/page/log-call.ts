import { ApiError, notFound } from '../portal/api-error.ts';
import type { ObjectType } from '../portal/object-types.ts';
import type { Portal } from '../portal/portal.ts';
import type { CrmRecord } from '../portal/records/crm-record.ts';
import { currentValue } from '../portal/records/crm-record.ts';
import { propertyValueOf } from '../portal/records/derived-properties.ts';

/**
 * A call that somebody notes on a record. HubSpot keeps it with the record's primary company and open deals too, and copies
 * time and count onto each of them (changeSource ENGAGEMENTS). Answers the ids that were changed.
 */
export function logCall(portal: Portal, type: ObjectType, id: string): string[] {
  const record = portal.state.records.resolve(type, id);
  if (record === null) throw notFound(id);
  if (record.archivedAtMs !== null) throw new ApiError(400, 'A call cannot be noted on a deleted record.');
  const nowMs = String(portal.clock.now());
  return [record, ...recordsBeside(portal, record)].map((one) => {
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
