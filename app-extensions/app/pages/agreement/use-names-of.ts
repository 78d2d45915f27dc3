import { useRecordNaming } from '../records/use-record-names.ts';

type Named = { objectType: 'contact' | 'deal' | 'company'; recordId: string };

/** The names of records of several kinds, and how many of them are not named yet. */
export function useNaming(records: readonly Named[]): { nameOf: (record: Named) => string; unnamed: number } {
  const idsOf = (type: Named['objectType']) =>
    records.filter(({ objectType }) => objectType === type).map(({ recordId }) => recordId);
  const names = {
    contact: useRecordNaming('0-1', idsOf('contact')),
    company: useRecordNaming('0-2', idsOf('company')),
    deal: useRecordNaming('0-3', idsOf('deal')),
  };
  return {
    nameOf: ({ objectType, recordId }) => names[objectType].nameOf(recordId),
    unnamed: names.contact.unnamed + names.company.unnamed + names.deal.unnamed,
  };
}

/** The names of records of several kinds. */
export function useNamesOf(records: readonly Named[]): (record: Named) => string {
  return useNaming(records).nameOf;
}
