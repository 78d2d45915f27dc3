import type { Portal } from '../../portal/portal.ts';
import type { PortalChange } from '../../portal/records/portal-change.ts';
import { type EventLog, recordKey } from './event-log.ts';
import type { NewsStream } from './news-stream.ts';

/** Writes every webhook event into the log and tells the open pages what changed. */
export function watchPortal(portal: Portal, events: EventLog, news: NewsStream): void {
  portal.watch({
    changed: (changes) => {
      for (const [who, some] of Object.entries(Object.groupBy(changes, whoDid))) {
        const keys = [...new Set(some.flatMap(keysOf))];
        const names = [...new Set(some.flatMap((change) => (change.kind === 'propertyChange' ? [change.name] : [])))];
        if (keys.length > 0) news.tell({ kind: 'records', keys, byUser: who === 'user', names });
      }
    },
    delivering: (step) => {
      const keys = events.note(step);
      news.tell({ kind: 'deliveries', keys });
    },
    playing: () => news.tell({ kind: 'portal' }),
    installing: () => news.tell({ kind: 'portal' }),
  });
}

function whoDid({ source }: PortalChange): 'user' | 'other' {
  return source.changeSource === 'CRM_UI' ? 'user' : 'other';
}

function keysOf(change: PortalChange): string[] {
  const ends = change.kind === 'associationChange' ? [change.from, change.to] : [change.record];
  return ends.map(({ type, id }) => recordKey(type, id));
}
