import type { PageEvent } from '../../page-data.ts';
import { formatInstant } from '../portal/format-time.ts';
import type { RecordProps } from './RecordView.tsx';

const stepWords: Readonly<Record<PageEvent['step'], string>> = {
  waiting: 'waiting',
  sent: 'on its way',
  delivered: 'delivered',
  failed: 'failed',
};

/** The webhook events that speak of this record, and how far each is. */
export function EventList({ record, settings }: RecordProps) {
  if (record.events.length === 0) return <p className="none">No webhook event has gone out for this record.</p>;
  return (
    <ol className="lines">
      {record.events.map((event) => (
        <li key={event.key} className="line event" data-step={event.step}>
          <details>
            <summary>
              <span className="event-type">{event.subscriptionType}</span>
              <span className={`event-step event-${event.step}`} title={event.reason ?? undefined}>
                {stepWords[event.step]}
                {event.attempts > 1 && ` (attempt ${event.attempts})`}
              </span>
              <span className="event-text">{event.text}</span>
              <span className="line-note">
                <time dateTime={event.occurredAt}>{formatInstant(event.occurredAt, settings.timeZone)}</time> ·{' '}
                {event.changeSource}
              </span>
            </summary>
            <pre className="event-body">{JSON.stringify(event.body, null, 2)}</pre>
          </details>
        </li>
      ))}
    </ol>
  );
}
