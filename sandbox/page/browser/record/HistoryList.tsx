import { formatInstant } from '../portal/format-time.ts';
import type { RecordProps } from './RecordView.tsx';
import { sourceWords } from './source-words.ts';

export function HistoryList({ record, settings }: RecordProps) {
  return (
    <ol className="lines">
      {record.history.map((line) => (
        <li key={`${line.at} ${line.name} ${line.text}`} className="line">
          <p className="line-title">
            <span title={line.name}>{line.label}</span>:{' '}
            {line.text === '' ? <i>emptied</i> : shown(line.text, settings.timeZone)}
          </p>
          <p className="line-note">
            <time dateTime={line.at}>{formatInstant(line.at, settings.timeZone)}</time> · {sourceWords(line.source)}
          </p>
        </li>
      ))}
    </ol>
  );
}

function shown(text: string, timeZone: string): string {
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) ? formatInstant(text, timeZone) : text;
}
