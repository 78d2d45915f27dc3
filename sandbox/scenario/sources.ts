import type { Owner } from '../portal/metadata/owners.ts';
import type { Source } from './event-writer.ts';

/** HubSpot's names of those who change records. The set is open on HubSpot; these are what the year of the scenario has. */
export const workflow: Source = { changeSource: 'AUTOMATION_PLATFORM', sourceId: 'enrollmentId:7600101' };
export const form: Source = { changeSource: 'FORM', sourceId: 'form-7600' };
export const marketingEmail: Source = { changeSource: 'EMAIL', sourceId: 'campaign-7600' };
/** Times of the latest call, meeting or reply: HubSpot copies them from the activities a moment later. */
export const rollup: Source = { changeSource: 'ENGAGEMENTS', sourceId: 'rollup' };
export const otherApp: Source = { changeSource: 'INTEGRATION', sourceId: '760077' };
export const fileImport: Source = { changeSource: 'IMPORT', sourceId: 'import-760150' };

export function person(owner: Owner): Source {
  return { changeSource: 'CRM_UI', sourceId: `userId:${owner.userId}` };
}

export function bulkEditBy(owner: Owner): Source {
  return { changeSource: 'CRM_UI_BULK_ACTION', sourceId: `userId:${owner.userId}` };
}
