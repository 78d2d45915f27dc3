import type { RecordPage } from '../../page-data.ts';

export type PreviewedRecord = Pick<RecordPage, 'type' | 'id'>;

const listeners = new Set<(record: PreviewedRecord) => void>();

/** Opens the preview of a record beside what is open. */
export function openPreview(record: PreviewedRecord): void {
  for (const listener of listeners) listener(record);
}

export function listenToPreviews(listener: (record: PreviewedRecord) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
