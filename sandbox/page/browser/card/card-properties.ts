import type { AssociatedRecords, RecordPage } from '../../page-data.ts';
import { askPortal } from '../portal/ask-portal.ts';
import { listenToNews } from '../portal/news.ts';
import { objectWords } from '../portal/object-words.ts';
import type { AssociationRequest, CrmValues } from '../worker/worker-protocol.ts';

type RecordName = Pick<RecordPage, 'type' | 'id'>;

/** The record's values as they stand; those that nobody defined are left out. */
export async function readCrmValues({ type, id }: RecordName, names: readonly string[] | '*'): Promise<CrmValues> {
  const page = await askPortal<RecordPage>(`/sandbox/page/records/${type}/${id}`);
  const all = [...page.groups.flatMap((group) => group.properties), ...page.tags];
  const wanted = names === '*' ? all : all.filter(({ name }) => names.includes(name));
  return Object.fromEntries(wanted.map(({ name, value }) => [name, value]));
}

/** Tells the wanted values again whenever one of them changes. */
export function followCrmValues(record: RecordName, names: readonly string[], tell: (values: CrmValues) => void) {
  return listenToNews((news) => {
    if (news.kind !== 'records' || !news.keys.includes(`${record.type}/${record.id}`)) return;
    if (!news.names.some((name) => names.includes(name))) return;
    readCrmValues(record, names).then(tell, () => undefined);
  });
}

/** The records of one type that this one is associated with, a page of them. */
export async function readAssociated(
  { type, id }: RecordName,
  { toObjectType, properties = [], pageLength = 10, offset = 0 }: AssociationRequest,
): Promise<AssociatedRecords> {
  const to = Object.values(objectWords).find(({ typeId }) => typeId === toObjectType)?.control ?? toObjectType;
  const query = new URLSearchParams({
    to,
    properties: properties.join(','),
    limit: String(pageLength),
    offset: String(offset),
  });
  return askPortal(`/sandbox/page/records/${type}/${id}/associated?${query}`);
}
