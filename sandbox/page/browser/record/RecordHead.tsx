import { useEffect } from 'react';
import { formatDay } from '../portal/format-time.ts';
import { objectWords } from '../portal/object-words.ts';
import { PageLink } from '../portal/PageLink.tsx';
import type { RecordProps } from './RecordView.tsx';
import { UserActions } from './UserActions.tsx';

export function RecordHead({ record, settings }: RecordProps) {
  const { type, name, detail, stageProperty } = record;
  useEffect(() => {
    document.title = `${name} · ${settings.portalName}`;
  }, [name, settings.portalName]);
  return (
    <section className="panel record-head" aria-label="Record">
      <PageLink href={`/?type=${type}`} className="record-back">
        ← {objectWords[type].many}
      </PageLink>
      <div className="record-name">
        <span className={`avatar avatar-${type}`} aria-hidden="true">
          {initialsOf(name)}
        </span>
        <div>
          <h1>{name}</h1>
          <p className="record-detail">{detail}</p>
        </div>
      </div>
      {record.isArchived && <p className="record-archived">This record is in the recycle bin.</p>}
      <dl className="record-facts">
        <div>
          <dt>{stageProperty.label}</dt>
          <dd>{stageProperty.text || '—'}</dd>
        </div>
        <div>
          <dt>Created</dt>
          <dd>{formatDay(record.createdAt, settings.timeZone)}</dd>
        </div>
      </dl>
      {!record.isArchived && <UserActions record={record} settings={settings} />}
    </section>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/[\s.@-]+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
