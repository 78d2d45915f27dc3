import type { CardData, CardVisit } from './card-contract.ts';
import { mostBytes } from './explanation-contract.ts';

/**
 * The visits of a card, the newest first, as many as HubSpot carries in an answer together with the rest of it, and how many are before
 * them. Takes all of them, in the order of time.
 */
export function visitsForCard(visits: readonly CardVisit[]): Pick<CardData, 'visits' | 'earlierVisits'> {
  const newestFirst = visits.toReversed();
  let bytes = 0;
  const fitting = newestFirst.findIndex((visit) => {
    bytes += Buffer.byteLength(JSON.stringify(visit));
    return bytes > mostBytes;
  });
  if (fitting === -1) return { visits: newestFirst };
  const told = Math.max(1, fitting);
  const earlierVisits = visits.length - told;
  return { visits: newestFirst.slice(0, told), ...(earlierVisits > 0 && { earlierVisits }) };
}
