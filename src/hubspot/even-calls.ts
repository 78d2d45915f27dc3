import { setTimeout as sleep } from 'node:timers/promises';
import type { HubSpot } from './hubspot-client.ts';

/**
 * Spreads an account's calls: without this a long piece of work would spend the whole budget at once, ten seconds' worth,
 * and everything else of the account would wait until they are over. The gap leaves a fifth, to catch up after a pause.
 */
export function evenCalls(hubspot: HubSpot, callsPerTenSeconds: number): HubSpot {
  const gapMs = (10_000 / callsPerTenSeconds) * 0.8;
  const nextAt = new Map<string, number>();
  return {
    async call(accountId, call) {
      if (call.budget === undefined) {
        const now = Date.now();
        const at = Math.max(now, nextAt.get(accountId) ?? 0);
        nextAt.set(accountId, at + gapMs);
        if (at > now) await sleep(at - now);
      }
      return hubspot.call(accountId, call);
    },
  };
}
