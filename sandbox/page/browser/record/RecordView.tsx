import type { CardLanguage, PageSettings, RecordPage } from '../../page-data.ts';
import { CardPanel } from '../card/CardPanel.tsx';
import { SideCard } from '../card/SideCard.tsx';
import { AssociationPanel } from './AssociationPanel.tsx';
import { JourneyPanel } from './JourneyPanel.tsx';
import { PropertyPanel } from './PropertyPanel.tsx';
import { RecordHead } from './RecordHead.tsx';
import { TagPanel } from './TagPanel.tsx';

export type RecordProps = { record: RecordPage; settings: PageSettings };
type Props = RecordProps & { language: CardLanguage; onRefresh: () => void };

/** As in a CRM: who it is and the properties at the left, the app's card in the middle, what happened at the right. */
export function RecordView({ record, settings, language, onRefresh }: Props) {
  return (
    <div className="record">
      <div className="record-left">
        <RecordHead record={record} settings={settings} />
        <PropertyPanel record={record} settings={settings} />
      </div>
      <div className="record-middle">
        <CardPanel record={record} settings={settings} language={language} onRefresh={onRefresh} />
      </div>
      <div className="record-right">
        <SideCard record={record} settings={settings} language={language} onRefresh={onRefresh} />
        <TagPanel record={record} settings={settings} />
        <AssociationPanel record={record} settings={settings} />
        <JourneyPanel record={record} settings={settings} />
      </div>
    </div>
  );
}
