import type { PortalState } from '../../portal/portal-state.ts';
import type { CrmRecord } from '../../portal/records/crm-record.ts';
import type { ActivityLine } from '../page-data.ts';
import { textOf } from './record-words.ts';

/** What a CRM tells of a person in words, by the property in which HubSpot keeps its time or its name. */
const titles: Readonly<Record<string, string>> = {
  notes_last_contacted: 'Contacted',
  hs_latest_meeting_activity: 'Met',
  hs_sales_email_last_replied: 'Replied to an email',
  hs_email_last_open_date: 'Opened a marketing email',
  hs_email_last_click_date: 'Clicked in a marketing email',
  recent_conversion_event_name: 'Submitted a form',
  lifecyclestage: 'Lifecycle stage',
  dealstage: 'Deal stage',
  hs_lead_status: 'Lead status',
  hubspot_owner_id: 'Owner',
  amount: 'Amount',
  closed_lost_reason: 'Closed lost reason',
};

/** The newest first, at most `limit`. */
export function presentActivity(state: PortalState, record: CrmRecord, limit: number): ActivityLine[] {
  const lines: ActivityLine[] = [
    { at: new Date(record.createdAtMs).toISOString(), title: 'Record created', text: '', source: '' },
  ];
  for (const [name, title] of Object.entries(titles)) {
    const definition = state.properties.get(record.objectType, name);
    if (definition === null) continue;
    for (const { value, atMs, source } of record.versions.get(name) ?? []) {
      const isTime = definition.type === 'datetime';
      const text = isTime ? '' : textOf(state, record, definition, value) || 'emptied';
      lines.push({ at: new Date(atMs).toISOString(), title, text, source: source.changeSource });
    }
  }
  return lines.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at)).slice(0, limit);
}
