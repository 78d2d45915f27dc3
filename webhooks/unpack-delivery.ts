import type { z } from 'zod';
import type { Delivery } from '../src/store/deliveries.ts';
import type { AccountFact, SetAsideEvent } from '../src/store/record-facts.ts';
import type { AccountRecord } from '../src/store/record-key.ts';
import { factsOfEvent } from './facts-of-event.ts';
import { webhookEventSchema } from './webhook-event.ts';

/** What a delivery was found to hold. */
export type Unpacked = {
  events: number;
  facts: AccountFact[];
  setAside: SetAsideEvent[];
  erasures: AccountRecord[];
};

const longestKeptText = 65_536;

/** Reads one raw delivery. Each event stands for itself: one that can't be understood is set aside, the others count. */
export function unpackDelivery(delivery: Pick<Delivery, 'deliveryId' | 'body'>): Unpacked {
  const unpacked: Unpacked = { events: 0, facts: [], setAside: [], erasures: [] };
  const text = Buffer.from(delivery.body.buffer, delivery.body.byteOffset, delivery.body.byteLength).toString('utf8');
  const events = parseEvents(text);
  const setAside = (position: number, accountId: string, reason: string, event: string) =>
    unpacked.setAside.push({
      accountId,
      deliveryId: delivery.deliveryId,
      position,
      reason,
      // A NUL or half a character would be refused by one of the databases.
      event: event.slice(0, longestKeptText).toWellFormed().replaceAll('\0', '\uFFFD'),
    });
  if (events === null) {
    setAside(0, '', 'the body is not JSON', text);
    return unpacked;
  }
  unpacked.events = events.length;
  for (const [position, given] of events.entries()) {
    const parsed = webhookEventSchema.safeParse(given);
    if (!parsed.success) {
      setAside(position, '', firstIssue(parsed.error), JSON.stringify(given));
      continue;
    }
    const reading = factsOfEvent(parsed.data);
    if (reading.kind === 'facts') unpacked.facts.push(...reading.facts);
    else if (reading.kind === 'erasure') unpacked.erasures.push(reading.record);
    else if (reading.kind === 'unclear')
      setAside(position, parsed.data.portalId, reading.reason, JSON.stringify(given));
  }
  return unpacked;
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
function parseExactly(text: string): unknown {
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
