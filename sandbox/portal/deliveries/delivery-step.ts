import type { HistoryEvent } from '../../scenario/history-event.ts';

/** What happens to webhook events on their way: they wait, go out in a delivery, and are taken or refused by the app. */
export type DeliveryStep = {
  step: 'waiting' | 'sent' | 'delivered' | 'failed';
  events: readonly HistoryEvent[];
  /** The answer's status, or why there was none. */
  reason?: string;
};
