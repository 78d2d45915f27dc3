import type { RecordType } from '../journey/vocabulary.ts';

/** HubSpot's ids of the types of records that facts may be of. Source: HubSpot's table of object type ids. */
export const objectTypeIds: Readonly<Record<RecordType, string>> = {
  contact: '0-1',
  company: '0-2',
  deal: '0-3',
  ticket: '0-5',
  communication: '0-18',
  feedback_submission: '0-19',
  note: '0-46',
  meeting: '0-47',
  call: '0-48',
  email: '0-49',
};
