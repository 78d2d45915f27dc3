import type { Pipeline } from '../metadata/deal-pipelines.ts';
import { objectTypeNames } from '../object-types.ts';
import type { PortalState } from '../portal-state.ts';
import { type CrmRecord, currentValue, type PropertyVersion } from './crm-record.ts';

const portalSource = { changeSource: 'CALCULATED', sourceId: null };

/** The history of a property, oldest first: what was written, or what HubSpot derives from the record itself. */
export function versionsOf(state: PortalState, record: CrmRecord, name: string): readonly PropertyVersion[] {
  const written = record.versions.get(name);
  if (written !== undefined) return written;
  if (name === 'hs_merged_object_ids') return mergedIdVersions(record);
  const derived = derivedVersion(state, record, name);
  return derived === null ? [] : [{ ...derived, source: portalSource }];
}

/** The current value of a written or derived property, as it is kept; null when there is none. */
export function propertyValueOf(state: PortalState, record: CrmRecord, name: string): string | null {
  return versionsOf(state, record, name).at(-1)?.value ?? null;
}

/** Names of all properties that the record has, derived ones included. */
export function propertyNamesOf(state: PortalState, record: CrmRecord): string[] {
  const derived = [...derivedNames, objectTypeNames[record.objectType].modifiedProperty, ...dealNames];
  return [...new Set([...record.versions.keys(), ...derived])].filter(
    (name) => propertyValueOf(state, record, name) !== null,
  );
}

const derivedNames = ['createdate', 'hs_object_id', 'hs_merged_object_ids', 'hs_calculated_merged_vids'];
const dealNames = ['hs_is_closed', 'hs_is_closed_won', 'hs_is_closed_lost', 'hs_deal_stage_probability'];

function derivedVersion(state: PortalState, record: CrmRecord, name: string): { value: string; atMs: number } | null {
  const { createdAtMs, updatedAtMs, mergedIds } = record;
  if (name === objectTypeNames[record.objectType].modifiedProperty) {
    return { value: String(updatedAtMs), atMs: updatedAtMs };
  }
  switch (name) {
    case 'createdate':
      return { value: String(createdAtMs), atMs: createdAtMs };
    case 'hs_object_id':
      return { value: record.id, atMs: createdAtMs };
    case 'hs_calculated_merged_vids': {
      const latest = mergedIds.at(-1);
      if (latest === undefined || record.objectType !== 'contact') return null;
      return { value: mergedIds.map(({ id, atMs }) => `${id}:${atMs}`).join(';'), atMs: latest.atMs };
    }
    default:
      return record.objectType === 'deal' ? derivedFromStage(state.pipelines, record, name) : null;
  }
}

/** One version for each merge: the ids that were part of the record from then on. */
function mergedIdVersions({ mergedIds }: CrmRecord): PropertyVersion[] {
  const source = { changeSource: 'MERGE_OBJECTS', sourceId: null };
  const instants = [...new Set(mergedIds.map(({ atMs }) => atMs))].sort((one, other) => one - other);
  return instants.map((atMs) => ({
    value: mergedIds
      .filter((merged) => merged.atMs <= atMs)
      .map(({ id }) => id)
      .join(';'),
    atMs,
    source,
  }));
}

function derivedFromStage(pipelines: readonly Pipeline[], deal: CrmRecord, name: string) {
  const atMs = deal.versions.get('dealstage')?.at(-1)?.atMs;
  const stageId = currentValue(deal, 'dealstage');
  const stage = pipelines.flatMap((pipeline) => pipeline.stages).find((one) => one.id === stageId);
  if (atMs === undefined || stage === undefined) return null;
  const isClosed = stage.metadata.isClosed === 'true';
  const probability = Number(stage.metadata.probability);
  switch (name) {
    case 'hs_is_closed':
      return { value: String(isClosed), atMs };
    case 'hs_is_closed_won':
      return { value: String(isClosed && probability === 1), atMs };
    case 'hs_is_closed_lost':
      return { value: String(isClosed && probability === 0), atMs };
    case 'hs_deal_stage_probability':
      return { value: String(probability), atMs };
    default:
      return null;
  }
}
