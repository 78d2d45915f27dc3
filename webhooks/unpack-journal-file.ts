import { z } from 'zod';
import type { AccountFact } from '../src/store/record-facts.ts';
import type { AccountRecord } from '../src/store/record-key.ts';
import { factsOfEvent } from './facts-of-event.ts';
import { journalEventSchema, webhookEventsOf } from './journal-event.ts';
import { parseExactly } from './unpack-delivery.ts';
import { webhookEventSchema } from './webhook-event.ts';

/** A portal that removed the app, and when, by the real clock. */
export type Removal = { accountId: string; at: number };

/** What a file of the journal was found to hold. */
export type UnpackedJournalFile = {
  events: number;
  facts: AccountFact[];
  erasures: AccountRecord[];
  removals: Removal[];
  /** Events that can't be understood, by their account, with the reason; empty where the event names no account. */
  unclear: { accountId: string; reason: string }[];
};

const fileSchema = z.looseObject({ journalEvents: z.array(z.unknown()) });

/** Reads a file of the journal. Null when it is none: then nothing in it can be read. */
export function unpackJournalFile(text: string): UnpackedJournalFile | null {
  const file = fileSchema.safeParse(jsonOrNull(text));
  if (!file.success) return null;
  const unpacked: UnpackedJournalFile = { events: 0, facts: [], erasures: [], removals: [], unclear: [] };
  for (const given of file.data.journalEvents) {
    unpacked.events += 1;
    addEvent(unpacked, given);
  }
  return unpacked;
}

function addEvent(unpacked: UnpackedJournalFile, given: unknown): void {
  const parsed = journalEventSchema.safeParse(given);
  if (!parsed.success) {
    const { path = [], message = '' } = parsed.error.issues[0] ?? {};
    unpacked.unclear.push({ accountId: '', reason: `${path.join('.')}: ${message}` });
    return;
  }
  const { portalId: accountId, action, occurredAt } = parsed.data;
  if (action === 'APP_UNINSTALL') {
    unpacked.removals.push({ accountId, at: occurredAt });
    return;
  }
  for (const told of webhookEventsOf(parsed.data)) {
    const event = webhookEventSchema.safeParse(told);
    const reading = event.success
      ? factsOfEvent(event.data, 'journal')
      : ({ kind: 'unclear', reason: event.error.issues[0]?.message ?? '' } as const);
    if (reading.kind === 'facts') unpacked.facts.push(...reading.facts);
    else if (reading.kind === 'erasure') unpacked.erasures.push(reading.record);
    else if (reading.kind === 'unclear') unpacked.unclear.push({ accountId, reason: `${action}: ${reading.reason}` });
  }
}

function jsonOrNull(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    return null;
  }
}
