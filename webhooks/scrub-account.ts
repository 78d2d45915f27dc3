import type { DeliveryGroup } from '../src/store/deliveries.ts';
import { deliveriesOf, packDeliveries } from './delivery-group.ts';
import { jsonOf, parseEvents, textOf } from './unpack-delivery.ts';
import { webhookEventSchema } from './webhook-event.ts';

/** Takes all events of an account out of a group of raw deliveries. Returns the group without them, or null when it held none. */
export async function scrubAccount(group: DeliveryGroup, accountId: string): Promise<DeliveryGroup | null> {
  const before = deliveriesOf(group);
  const after = before.map((body) => withoutAccount(body, accountId) ?? body);
  return after.every((body, index) => body === before[index]) ? null : packDeliveries(after);
}

/** A body that can't be read but names the account is emptied: it was set aside anyway. */
function withoutAccount(body: Uint8Array, accountId: string): Buffer | null {
  const whole = textOf(body);
  if (!whole.includes(accountId)) return null;
  const events = parseEvents(whole);
  if (events === null) return Buffer.from('[]');
  const texts = events.map((event) => (isOf(event, accountId) ? '' : jsonOf(event)));
  const kept = texts.filter((text) => text !== '');
  return kept.length === events.length ? null : Buffer.from(`[${kept.join(',')}]`);
}

function isOf(event: unknown, accountId: string): boolean {
  const parsed = webhookEventSchema.safeParse(event);
  return parsed.success ? parsed.data.portalId === accountId : jsonOf(event).includes(accountId);
}
