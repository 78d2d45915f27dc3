import type { PageObject } from '../../page-data.ts';

type ObjectWords = { one: string; many: string; control: string; typeId: string; stage: string };

export const objectWords: Readonly<Record<PageObject, ObjectWords>> = {
  contacts: { one: 'contact', many: 'Contacts', control: 'contact', typeId: '0-1', stage: 'Lifecycle stage' },
  companies: { one: 'company', many: 'Companies', control: 'company', typeId: '0-2', stage: 'Lifecycle stage' },
  deals: { one: 'deal', many: 'Deals', control: 'deal', typeId: '0-3', stage: 'Deal stage' },
  tickets: { one: 'ticket', many: 'Tickets', control: 'ticket', typeId: '0-5', stage: 'Ticket status' },
};

/** Whether records of a type go through a pipeline. */
export function isInPipeline(type: PageObject): boolean {
  return type === 'deals' || type === 'tickets';
}
