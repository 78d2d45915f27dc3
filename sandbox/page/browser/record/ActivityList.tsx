import { formatInstant } from '../portal/format-time.ts';
import type { RecordProps } from './RecordView.tsx';
import { sourceWords } from './source-words.ts';

export function ActivityList({ record, settings }: RecordProps) {
  return (
    <ol className="lines">
      {record.activity.map((line) => (
        <li key={`${line.at} ${line.title} ${line.text}`} className="line">
          <p className="line-title">
            {line.title}
            {line.text !== '' && <>: {line.text}</>}
          </p>
          <p className="line-note">
            <time dateTime={line.at}>{formatInstant(line.at, settings.timeZone)}</time>
            {line.source !== '' && ` · ${sourceWords(line.source)}`}
          </p>
        </li>
      ))}
    </ol>
  );
}
