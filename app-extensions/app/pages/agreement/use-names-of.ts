import { useRecordNames } from '../records/use-record-names.ts';

type Named = { objectType: 'contact' | 'deal' | 'company'; recordId: string };

/** The names of records of several kinds. */
export function useNamesOf(records: readonly Named[]): (record: Named) => string {
  const idsOf = (type: Named['objectType']) =>
    records.filter(({ objectType }) => objectType === type).map(({ recordId }) => recordId);
  const names = {
    contact: useRecordNames('0-1', idsOf('contact')),
    company: useRecordNames('0-2', idsOf('company')),
    deal: useRecordNames('0-3', idsOf('deal')),
  };
  return ({ objectType, recordId }) => names[objectType](recordId);
}
