import { useState } from 'react';
import type { CardLanguage, PageSettings, RecordPage } from '../../page-data.ts';
import { objectWords } from '../portal/object-words.ts';
import { CardFrame } from './CardFrame.tsx';
import type { FetchNote } from './card-session.ts';
import { useOutsideChanges } from './use-outside-changes.ts';

type Props = { record: RecordPage; settings: PageSettings; language: CardLanguage; onRefresh: () => void };

/** The middle of the page: one tab with the app's card. */
export function CardPanel({ record, settings, language, onRefresh }: Props) {
  const card = record.cards['crm.record.tab'];
  const [asked, setAsked] = useState(0);
  const [follows, setFollows] = useState(true);
  const [note, setNote] = useState<FetchNote | null>(null);
  const round = asked + useOutsideChanges(record, follows);
  if (card === null) return <NoCard type={record.type} app={settings.app} />;
  return (
    <section className="panel card-panel" aria-label={card.title}>
      <div className="card-head">
        <h2 className="card-tab">{card.title}</h2>
        <div className="card-tools">
          <label
            title="HubSpot tells a card of edits on this page alone. With this, the card also starts anew after every other change of the record."
            className="card-follow"
          >
            <input type="checkbox" checked={follows} onChange={(event) => setFollows(event.target.checked)} />
            follow outside changes
          </label>
          <button type="button" className="button button-small" onClick={() => setAsked((one) => one + 1)}>
            Reload card
          </button>
        </div>
      </div>
      <CardFrame
        card={card}
        at="crm.record.tab"
        record={record}
        settings={settings}
        language={language}
        round={round}
        onRefresh={onRefresh}
        onFetch={setNote}
      />
      <p className="card-note">
        By {settings.app.name}, built by HubSpot’s builder, in a web worker.
        {note !== null && ` Last hubspot.fetch: status ${note.status} after ${note.durationMs} ms.`}
      </p>
    </section>
  );
}

function NoCard({ type, app }: { type: RecordPage['type']; app: PageSettings['app'] }) {
  if (!app.isInstalled) {
    return (
      <section className="panel card-none" aria-label="Cards">
        <h2>{app.name} is not installed</h2>
        <p>A portal shows no cards of an app that it has removed. It can be installed again under App settings.</p>
      </section>
    );
  }
  return (
    <section className="panel card-none" aria-label="Cards">
      <h2>No card here yet</h2>
      <p>
        {app.name} has no card for {objectWords[type].many.toLowerCase()} so far. Its tags and everything that happened
        to the {objectWords[type].one} are at the right.
      </p>
    </section>
  );
}
