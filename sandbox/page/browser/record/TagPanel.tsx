import type { PageProperty } from '../../page-data.ts';
import { TeamChip } from '../Chips.tsx';
import { wordsOf } from './PropertyRow.tsx';
import type { RecordProps } from './RecordView.tsx';

/** The app's tags as they stand on the record. */
export function TagPanel({ record, settings }: RecordProps) {
  return (
    <section className="panel" aria-labelledby="tags-title">
      <h2 id="tags-title" className="panel-title">
        Tags by {settings.app.name}
      </h2>
      {record.tags.length === 0 ? (
        <p className="none">The app has not defined its properties here.</p>
      ) : (
        <dl className="tags">
          {record.tags.map((tag) => (
            <div key={tag.name}>
              <dt title={tag.name}>{tag.label}</dt>
              <dd>
                {isTeam(tag) ? (
                  <TeamChip chip={{ value: tag.value, label: tag.text }} />
                ) : (
                  wordsOf(tag, settings.timeZone)
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function isTeam({ name, value }: PageProperty): boolean {
  return name.endsWith('_owner_team') && value !== '';
}
