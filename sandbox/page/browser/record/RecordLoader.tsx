import type { CardLanguage, PageObject, PageSettings, RecordPage } from '../../page-data.ts';
import { Problem } from '../Problem.tsx';
import { usePortalData } from '../portal/use-portal-data.ts';
import { RecordView } from './RecordView.tsx';

type Props = { type: PageObject; id: string; settings: PageSettings; language: CardLanguage };

export function RecordLoader({ type, id, settings, language }: Props) {
  const page = usePortalData<RecordPage>(
    `/sandbox/page/records/${type}/${id}`,
    (news) => news.kind !== 'portal' && news.keys.includes(`${type}/${id}`),
  );
  if (page.error !== null) return <Problem text={page.error} />;
  if (page.data === null) return <p className="page-wait">Opening the record…</p>;
  return <RecordView record={page.data} settings={settings} language={language} onRefresh={page.reload} />;
}
