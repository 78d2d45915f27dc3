import type { CardLanguage, PageSettings, RecordPage } from '../../page-data.ts';
import { CardFrame } from './CardFrame.tsx';
import { useOutsideChanges } from './use-outside-changes.ts';

type Props = { record: RecordPage; settings: PageSettings; language: CardLanguage; onRefresh: () => void };

/** The app's card in the sidebar of the record; nothing where it has none. */
export function SideCard({ record, settings, language, onRefresh }: Props) {
  const card = record.cards['crm.record.sidebar'];
  const round = useOutsideChanges(record, true);
  if (card === null) return null;
  return (
    <section className="panel side-card" aria-label={`${card.title}, at the side`}>
      <h2 className="panel-title">{card.title}</h2>
      <CardFrame
        card={card}
        at="crm.record.sidebar"
        record={record}
        settings={settings}
        language={language}
        round={round}
        onRefresh={onRefresh}
        onFetch={() => undefined}
      />
    </section>
  );
}
