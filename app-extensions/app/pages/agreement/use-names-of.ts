import { type Naming, useRecordNaming } from '../records/use-record-names.ts';

type Named = { objectType: 'contact' | 'deal' | 'company'; recordId: string };

/** The names of records of several kinds, and how many of them are not named, or not yet. */
export function useNaming(records: readonly Named[]): Omit<Naming, 'nameOf'> & { nameOf: (record: Named) => string } {
  const idsOf = (type: Named['objectType']) =>
    records.filter(({ objectType }) => objectType === type).map(({ recordId }) => recordId);
  const names = {
    contact: useRecordNaming('0-1', idsOf('contact')),
    company: useRecordNaming('0-2', idsOf('company')),
    deal: useRecordNaming('0-3', idsOf('deal')),
  };
  const sum = (count: 'unnamed' | 'nameless') => names.contact[count] + names.company[count] + names.deal[count];
  return {
    nameOf: ({ objectType, recordId }) => names[objectType].nameOf(recordId),
    unnamed: sum('unnamed'),
    nameless: sum('nameless'),
  };
}

/** The names of records of several kinds. */
export function useNamesOf(records: readonly Named[]): (record: Named) => string {
  return useNaming(records).nameOf;
}
