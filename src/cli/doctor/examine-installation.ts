import type { Store } from '../../store/operations.ts';
import { examineIsolation } from './examine-isolation.ts';
import { examineJournal } from './examine-journal.ts';
import { waiting } from './examine-work.ts';
import { type Finding, note, ok, problem, spanText } from './finding.ts';

/** HubSpot's signatures hold for five minutes: a clock that is further away refuses every delivery. */
const noteAfterMs = 30_000;
const problemAfterMs = 240_000;

/** What concerns all accounts: the clock, deliveries that wait, the journal, and what keeps accounts apart. */
export async function examineInstallation(
  store: Pick<Store, 'readWaitingDeliveries' | 'readAccounts' | 'readIsolation' | 'readJournalReading'>,
  { apiUrl, publicUrl, now, journeyNow }: { apiUrl: string; publicUrl: string; now: number; journeyNow: number },
): Promise<Finding[]> {
  const deliveries = await store.readWaitingDeliveries({});
  return [
    await examineClock(apiUrl),
    await examineAddress(publicUrl),
    ...(Math.abs(journeyNow - now) < 1_000
      ? []
      : [note('clock', `Journeys are replayed as of ${new Date(journeyNow).toISOString()}, as JOURNEY_NOW says.`)]),
    ...(deliveries.count === 0
      ? [ok('deliveries', 'Every delivery of HubSpot is unpacked.')]
      : waiting('deliveries', 'group of deliveries', deliveries, now)),
    await examineJournal(store, now),
    ...(await examineIsolation(store)),
    ...(await examineAbsent(store, now)),
  ];
}

/** Whether the app answers where HubSpot calls it. A note: not every network leads back to itself by its public address. */
async function examineAddress(publicUrl: string): Promise<Finding> {
  const answer = await fetch(`${publicUrl}/healthz`, { signal: AbortSignal.timeout(10_000) }).catch(() => null);
  const said = (await answer?.json().catch(() => null)) as { status?: unknown } | null | undefined;
  if (said?.status === 'ok') return ok('address', `The app answers at ${publicUrl}.`);
  const remedy = 'See whether the app runs, and open this address from outside: HubSpot delivers there.';
  return note('address', `${publicUrl}/healthz does not answer from this machine as the app does.`, remedy);
}

/** Accounts that have removed the app and are not forgotten yet. */
async function examineAbsent(store: Pick<Store, 'readAccounts'>, now: number): Promise<Finding[]> {
  const away = (await store.readAccounts({})).filter(({ status }) => status === 'uninstalled' || status === 'purging');
  return away.map(({ accountId, uninstalledAt }) => {
    const since = uninstalledAt === null ? '' : ` ${spanText(now - uninstalledAt)} ago`;
    const text = `Account ${accountId} removed the app${since}; what is known of it is purged when its time is over.`;
    return note('uninstalled', text, 'Install the app there again to keep it.');
  });
}

async function examineClock(apiUrl: string): Promise<Finding> {
  const asked = Date.now();
  const answer = await fetch(apiUrl, { method: 'HEAD', signal: AbortSignal.timeout(10_000) }).catch(() => null);
  const theirs = Date.parse(answer?.headers.get('date') ?? '');
  if (Number.isNaN(theirs)) {
    return problem(
      'clock',
      `${apiUrl} does not answer.`,
      'Check the network, HUBSPOT_API_URL and https://status.hubspot.com.',
    );
  }
  // Their time is told in whole seconds, at some instant between question and answer.
  const difference = (asked + Date.now()) / 2 - theirs;
  const away = Math.abs(difference);
  const text = `This machine's clock is ${spanText(away)} ${difference > 0 ? 'ahead of' : 'behind'} HubSpot's`;
  if (away > problemAfterMs)
    return problem('clock', `${text}; deliveries are refused as stale.`, 'Set the clock by NTP.');
  if (away > noteAfterMs) return note('clock', `${text}.`, 'Set the clock by NTP.');
  return ok('clock', "This machine's clock agrees with HubSpot's.");
}
