import type { DeliveryGroup } from '../src/store/deliveries.ts';
import { scrubEvents } from './scrub-events.ts';
import { jsonOf } from './unpack-delivery.ts';
import { webhookEventSchema } from './webhook-event.ts';

/** Takes all events of an account out of a group of raw deliveries. Returns the group without them, or null when it held none. */
export function scrubAccount(group: DeliveryGroup, accountId: string): Promise<DeliveryGroup | null> {
  return scrubEvents(group, {
    isNamedIn: (text) => text.includes(accountId),
    concerns: (event) => isOf(event, accountId),
  });
}

function isOf(event: unknown, accountId: string): boolean {
  const parsed = webhookEventSchema.safeParse(event);
  return parsed.success ? parsed.data.portalId === accountId : jsonOf(event).includes(accountId);
}
