import type { Store } from '../../store/operations.ts';
import { journalKeptMs } from '../../worker/read-journal-step.ts';
import { type Finding, note, ok, problem, spanText } from './finding.ts';

/** It is read each minute; what has not been read for so long is not read, in ms. */
const longAgoMs = 3_600_000;

const isItRunning = 'See whether the app runs, and what its log says.';

/** How far HubSpot's journal has been read, of which what deliveries failed to bring is learned. */
export async function examineJournal(store: Pick<Store, 'readJournalReading'>, now: number): Promise<Finding> {
  const reading = await store.readJournalReading({});
  if (reading === null) return note('journal', "HubSpot's journal was never read.", isItRunning);
  const { readAt, failure, lateSince } = reading;
  const age = readAt === null ? null : now - readAt;
  const read = age === null ? 'It was never read to its end' : `It was last read to its end ${spanText(age)} ago`;
  if (failure !== null) {
    const remedy =
      'Ask HubSpot to give the app the scopes of the webhooks journal. Without them, accounts are compared and asked for changes.';
    return note('journal', `HubSpot's journal can't be read: ${failure} ${read}.`, remedy);
  }
  if (age !== null && age > journalKeptMs) {
    const text = `${read}: HubSpot no longer has what followed, and the accounts are compared at the next start.`;
    return problem('journal', text, isItRunning);
  }
  if (age === null || age > longAgoMs) return problem('journal', `${read}.`, isItRunning);
  if (lateSince !== null) {
    return note('journal', `${read}; the next file has been missing for ${spanText(now - lateSince)}.`);
  }
  return ok('journal', `HubSpot's journal was last read to its end ${spanText(age)} ago.`);
}
