import { useEffect, useRef, useState } from 'react';
import type { CardLanguage, PageSettings, RecordPage } from '../../page-data.ts';
import { CardFrame } from '../card/CardFrame.tsx';
import { PageLink } from '../portal/PageLink.tsx';
import { usePortalData } from '../portal/use-portal-data.ts';
import { listenToPreviews, type PreviewedRecord } from './preview-requests.ts';

type Props = { settings: PageSettings; language: CardLanguage };

/** Beside any page: a record at a glance, with the app's card for previews. */
export function PreviewPanel(props: Props) {
  const [record, setRecord] = useState<PreviewedRecord | null>(null);
  useEffect(() => listenToPreviews(setRecord), []);
  if (record === null) return null;
  return <Preview key={`${record.type}/${record.id}`} {...props} record={record} onClose={() => setRecord(null)} />;
}

function Preview({
  record: { type, id },
  settings,
  language,
  onClose,
}: Props & { record: PreviewedRecord; onClose: () => void }) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => element.current?.showModal(), []);
  const page = usePortalData<RecordPage>(
    `/sandbox/page/records/${type}/${id}`,
    (news) => news.kind !== 'portal' && news.keys.includes(`${type}/${id}`),
  );
  const card = page.data?.cards['crm.preview'] ?? null;
  return (
    <dialog ref={element} className="dialog part-overlay-side" aria-labelledby="preview-title" onClose={onClose}>
      <div className="part-overlay-head">
        <h2 id="preview-title">{page.data?.name ?? 'Preview'}</h2>
        <button type="button" className="quiet" aria-label="Close" onClick={() => element.current?.close()}>
          ×
        </button>
      </div>
      <p>
        <PageLink href={`/record/${type}/${id}`}>Open the record</PageLink>
      </p>
      {page.error !== null && <p className="dialog-error">{page.error}</p>}
      {page.data !== null && card === null && <p className="none">{settings.app.name} has no card for this preview.</p>}
      {page.data !== null && card !== null && (
        <CardFrame
          card={card}
          at="crm.preview"
          record={page.data}
          settings={settings}
          language={language}
          round={0}
          onRefresh={page.reload}
          onFetch={() => undefined}
        />
      )}
    </dialog>
  );
}
