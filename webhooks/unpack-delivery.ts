import type { z } from 'zod';
import type { AccountFact, SetAsideEvent } from '../src/store/record-facts.ts';
import type { AccountRecord } from '../src/store/record-key.ts';
import { factsOfEvent } from './facts-of-event.ts';
import { webhookEventSchema } from './webhook-event.ts';

/** An event that could not become a fact, as yet without the place of its delivery. */
export type UnclearEvent = Pick<SetAsideEvent, 'accountId' | 'reason' | 'event'>;

/** What a delivery was found to hold. */
export type Unpacked = {
  events: number;
  facts: AccountFact[];
  unclear: UnclearEvent[];
  erasures: AccountRecord[];
};

const longestKeptText = 65_536;

/** Reads one raw delivery. Each event stands for itself: one that can't be understood is set aside, the others count. */
export function unpackDelivery(body: Uint8Array): Unpacked {
  const unpacked: Unpacked = { events: 0, facts: [], unclear: [], erasures: [] };
  const setAside = (accountId: string, reason: string, event: string) =>
    // A NUL or half a character would be refused by one of the databases.
    unpacked.unclear.push({
      accountId,
      reason,
      event: event.slice(0, longestKeptText).toWellFormed().replaceAll('\0', '\uFFFD'),
    });
  const text = textOf(body);
  const events = parseEvents(text);
  if (events === null) {
    setAside('', 'the body is not JSON', text);
    return unpacked;
  }
  unpacked.events = events.length;
  for (const given of events) {
    const parsed = webhookEventSchema.safeParse(given);
    if (!parsed.success) {
      setAside('', firstIssue(parsed.error), jsonOf(given));
      continue;
    }
    const reading = factsOfEvent(parsed.data);
    if (reading.kind === 'facts') unpacked.facts.push(...reading.facts);
    else if (reading.kind === 'erasure') unpacked.erasures.push(reading.record);
    else if (reading.kind === 'unclear') setAside(parsed.data.portalId, reading.reason, jsonOf(given));
  }
  return unpacked;
}

/** An event as JSON again, its texts as `rewrite` gives them. One that is nested too deeply for that is told by nothing. */
export function jsonOf(event: unknown, rewrite?: (text: string) => string): string {
  try {
    if (rewrite === undefined) return JSON.stringify(event);
    return JSON.stringify(event, (_key, value: unknown) => (typeof value === 'string' ? rewrite(value) : value));
  } catch {
    return '';
  }
}

export function textOf(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
}

/** The events of a body, or null when it is not JSON. A single event without its list is taken as a list of one. */
export function parseEvents(text: string): unknown[] | null {
  try {
    const parsed: unknown = parseExactly(text);
    return Array.isArray(parsed) ? parsed : [parsed];
  } catch {
    return null;
  }
}

// Ids have grown to 15 digits. Past 2^53 a plain parse would round them, so such bodies take the exact, slower way.
export function parseExactly(text: string): unknown {
  if (!/[[:,\s]\d{16}/.test(text)) return JSON.parse(text);
  const reviver = (_key: string, value: unknown, context: { source?: string }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^\d+$/.test(context.source ?? '')
      ? context.source
      : value;
  return JSON.parse(text, reviver as (key: string, value: unknown) => unknown);
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? 'not an event' : `${issue.path.join('.') || 'event'}: ${issue.message}`;
}
