import type { PageObject } from '../../page-data.ts';

export const objectWords: Readonly<Record<PageObject, { one: string; many: string; control: string; typeId: string }>> =
  {
    contacts: { one: 'contact', many: 'Contacts', control: 'contact', typeId: '0-1' },
    companies: { one: 'company', many: 'Companies', control: 'company', typeId: '0-2' },
    deals: { one: 'deal', many: 'Deals', control: 'deal', typeId: '0-3' },
  };
