import { isoText } from '../iso-text.ts';
import { activityTypes, type ObjectType, objectTypeNames } from '../object-types.ts';
import type { PortalState } from '../portal-state.ts';
import { answeredValue } from '../properties/stored-value.ts';
import type { CrmRecord } from './crm-record.ts';
import { propertyValueOf, versionsOf } from './derived-properties.ts';

export type HistoryEntry = {
  value: string;
  timestamp: string;
  sourceType: string;
  sourceId?: string;
  updatedByUserId?: number;
};

/** A record as the CRM API answers it. Source: PLATFORM 6.9. */
export type AnsweredRecord = {
  id: string;
  properties: Record<string, string | null>;
  propertiesWithHistory?: Record<string, HistoryEntry[]>;
  createdAt: string;
  updatedAt: string;
  archived: boolean;
  archivedAt?: string;
};

export type RequestedProperties = { properties: readonly string[]; withHistory: readonly string[] };

const shownWithoutAsking = {
  contact: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
  company: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
  deal: [
    'amount',
    'closedate',
    'createdate',
    'dealname',
    'dealstage',
    'hs_lastmodifieddate',
    'hs_object_id',
    'pipeline',
  ],
  ticket: [
    'content',
    'createdate',
    'hs_lastmodifieddate',
    'hs_object_id',
    'hs_pipeline',
    'hs_pipeline_stage',
    'hs_ticket_category',
    'hs_ticket_priority',
    'subject',
  ],
  feedback_submission: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
  ...Object.fromEntries(activityTypes.map((type) => [type, ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id']])),
} as Record<ObjectType, string[]>;

/** Properties that nobody defined are left out without a word, as HubSpot does. */
export function presentRecord(state: PortalState, record: CrmRecord, requested: RequestedProperties): AnsweredRecord {
  const type = record.objectType;
  const asked = requested.properties.length > 0 ? requested.properties : shownWithoutAsking[type];
  const always = ['createdate', 'hs_object_id', objectTypeNames[type].modifiedProperty];
  const properties: Record<string, string | null> = {};
  for (const name of new Set([...asked, ...requested.withHistory, ...always])) {
    const definition = state.properties.get(type, name);
    if (definition === null || definition.archivedAtMs !== null) continue;
    const value = propertyValueOf(state, record, name);
    properties[name] = value === null ? null : answeredValue(definition, value);
  }
  return {
    id: record.id,
    properties,
    ...(requested.withHistory.length > 0 && {
      propertiesWithHistory: presentHistory(state, record, requested.withHistory),
    }),
    ...presentTimes(record),
  };
}

function presentTimes(record: CrmRecord) {
  return {
    createdAt: isoText(record.createdAtMs),
    updatedAt: isoText(record.updatedAtMs),
    archived: record.archivedAtMs !== null,
    ...(record.archivedAtMs !== null && { archivedAt: isoText(record.archivedAtMs) }),
  };
}

function presentHistory(state: PortalState, record: CrmRecord, names: readonly string[]) {
  const answered: Record<string, HistoryEntry[]> = {};
  for (const name of names) {
    const definition = state.properties.get(record.objectType, name);
    if (definition === null || definition.archivedAtMs !== null) continue;
    const newestFirst = [...versionsOf(state, record, name)].reverse();
    answered[name] = newestFirst.map(({ value, atMs, source }) => ({
      value: answeredValue(definition, value),
      timestamp: isoText(atMs),
      sourceType: source.changeSource,
      ...sourceFields(source.sourceId),
    }));
  }
  return answered;
}

function sourceFields(sourceId: string | null): { sourceId?: string; updatedByUserId?: number } {
  if (sourceId === null) return {};
  const userId = /^userId:(\d+)$/.exec(sourceId)?.[1];
  return { sourceId, ...(userId !== undefined && { updatedByUserId: Number(userId) }) };
}
