import type { DeliveryGroup } from '../src/store/deliveries.ts';
import { deliveriesOf, packDeliveries } from './delivery-group.ts';
import { jsonOf, parseEvents, textOf } from './unpack-delivery.ts';

/**
 * What is to go: whether the text of a delivery names it at all, and whether one event, as it was parsed, is of it. `without` writes an
 * event that stays, without what it says of it; left out where an event says nothing of it.
 */
export type Unwanted = {
  isNamedIn: (text: string) => boolean;
  concerns: (event: unknown) => boolean;
  without?: (event: unknown) => string;
};

/** Takes events out of a group of raw deliveries. Returns the group without them, or null when it held none. */
export async function scrubEvents(group: DeliveryGroup, unwanted: Unwanted): Promise<DeliveryGroup | null> {
  const before = deliveriesOf(group);
  const after = before.map((body) => withoutEvents(body, unwanted) ?? body);
  return after.every((body, index) => body === before[index]) ? null : packDeliveries(after);
}

/**
 * Takes events out of one raw delivery. Returns its bytes without them, or null when it held none. A body that can't be read
 * but names what is to go is emptied: it was set aside anyway.
 */
export function withoutEvents(body: Uint8Array, { isNamedIn, concerns, without = jsonOf }: Unwanted): Buffer | null {
  const whole = textOf(body);
  if (!isNamedIn(whole)) return null;
  const events = parseEvents(whole);
  if (events === null) return Buffer.from('[]');
  const texts = events.map((event) => (concerns(event) ? '' : without(event)));
  // What can't be written again, because it is nested too deeply, goes too: whom it concerns nobody can say.
  const kept = texts.filter((text) => text !== '');
  const isSame = kept.length === events.length && kept.every((text, index) => text === jsonOf(events[index]));
  return isSame ? null : Buffer.from(`[${kept.join(',')}]`);
}
