import { parseInstant } from '../journey/instant.ts';

/**
 * The properties that HubSpot answers with another value than it was sent: it took the write and ignored them. What its answer does
 * not mention proves nothing and is not counted.
 */
export function ignoredValues(
  sent: Readonly<Record<string, string>>,
  answered: Readonly<Record<string, string | null>>,
): { property: string; sent: string; answered: string }[] {
  const ignored: { property: string; sent: string; answered: string }[] = [];
  for (const [property, value] of Object.entries(sent)) {
    if (!Object.hasOwn(answered, property)) continue;
    const found = answered[property] ?? '';
    if (!isSame(value, found)) ignored.push({ property, sent: value, answered: found });
  }
  return ignored;
}

/** HubSpot trims texts, answers instants as ISO text whatever it was sent, and writes numbers in its own way. */
function isSame(sent: string, answered: string): boolean {
  if (sent.trim() === answered.trim()) return true;
  if (sent.trim() === '' || answered.trim() === '') return false;
  const [sentNumber, answeredNumber] = [Number(sent), Number(answered)];
  if (Number.isFinite(sentNumber) && sentNumber === answeredNumber) return true;
  const instant = parseInstant(answered);
  // An instant may come back without its milliseconds.
  return Number.isFinite(sentNumber) && instant !== null && Math.abs(instant - sentNumber) < 1_000;
}
