import { validationError } from '../api-error.ts';
import type { OpenAnswers, PortalState } from '../portal-state.ts';
import type { ChangeSource, CrmRecord } from './crm-record.ts';
import { mergeRecords } from './merge-records.ts';

/** A merge as a user or the API makes it. The id that it leads to is HubSpot's choice, so the portal can do either. */
export function mergeTwoRecords(
  state: PortalState,
  primary: CrmRecord,
  other: CrmRecord,
  source: ChangeSource,
  mergedRecordId: OpenAnswers['mergedRecordId'] = state.openAnswers.mergedRecordId,
) {
  if (primary === other) throw validationError(`A record cannot be merged with itself (${primary.id}).`);
  const newId = mergedRecordId === 'new' ? state.records.newId(primary.objectType) : primary.id;
  return mergeRecords(state, primary, [other], newId, state.clock.now(), source);
}
