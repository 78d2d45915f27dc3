import { missingScopes } from '../../hubspot/scopes.ts';
import { tellTagFailure } from '../../hubspot/tell-tag-failure.ts';
import { objectTypes } from '../../journey/vocabulary.ts';
import type { Account } from '../../store/accounts.ts';
import type { Store } from '../../store/operations.ts';
import type { Waiting } from '../../store/read-account-work.ts';
import type { BackfillProgress } from '../../store/read-backfill.ts';
import { isReadable, scopeToRead } from '../../store/readable-types.ts';
import { counted, type Finding, fixable, fixableWith, note, ok, problem, someOf, spanText } from './finding.ts';

/** After so long an event that was set aside is history: whoever was to look has had the time, in ms. */
const latelyMs = 7 * 86_400_000;

/** Work is taken within seconds; what has waited longer waits for an app that does not run, or for HubSpot, in ms. */
const longWaitMs = 15 * 60_000;

/** The settings of portals are read every hour, in ms. */
const staleSettingsMs = 3 * 3_600_000;

const isItRunning = 'See whether the app runs, and what its log says.';

type Times = { now: number; journeyNow: number };

/** What waits for an account and what went wrong with it, as the database tells. */
export async function examineWork(
  store: Pick<
    Store,
    | 'readAccountWork'
    | 'readWorkExamples'
    | 'readRefusedTagWrites'
    | 'readRefusedTasks'
    | 'readBackfillProgress'
    | 'readPortalMetadata'
  >,
  account: Account,
  { now, journeyNow }: Times,
): Promise<Finding[]> {
  const { accountId } = account;
  const work = await store.readAccountWork({ accountId, dueAt: journeyNow, lately: now - latelyMs });
  const examples = await store.readWorkExamples({ accountId, limit: 2 });
  const refused = await store.readRefusedTagWrites({ accountId, limit: 2 });
  const findings: Finding[] = [];
  if (work.setAsideEvents > 0) {
    const said = `${counted(work.setAsideEvents, 'event')} could not be understood: ${someOf(examples.setAsideEvents)}.`;
    const remedy = 'Report the reason, and read the past again: `journey-steward backfill --again`.';
    const isRecent = work.setAsideLately > 0;
    findings.push(
      isRecent ? problem('events', said, remedy) : note('events', `${said} None of them in the last week.`),
    );
  }
  if (work.failedReplays > 0) {
    const said = `${counted(work.failedReplays, 'record')} can't be replayed: ${someOf(examples.failedReplays)}.`;
    findings.push({
      ...fixable('replays', said),
      remedy: 'Run doctor with --fix to try again; if it stays, report it.',
    });
  }
  if (work.refusedTagWrites > 0) {
    const said = refused.map(
      ({ objectType, recordId, failure }) => `${objectType} ${recordId}: ${tellTagFailure(failure, 'en')}`,
    );
    const text = `HubSpot refused the tags of ${counted(work.refusedTagWrites, 'record')}: ${someOf(said)}.`;
    findings.push({ ...fixable('tags', text), remedy: 'Mend the cause in HubSpot, then run doctor with --fix.' });
  }
  const tasks = await store.readRefusedTasks({ accountId, limit: 2 });
  if (tasks.total > 0) {
    const said = tasks.examples.map(({ objectType, recordId, failure }) => `${objectType} ${recordId}: ${failure}`);
    const text = `HubSpot refused ${counted(tasks.total, 'task')} of the agreement: ${someOf(said)}.`;
    const remedy =
      'Check that the app may write tasks and that the records are still there, then run doctor with --fix.';
    findings.push({ ...fixable('tasks', text), remedy });
  }
  const progress = await store.readBackfillProgress({ accountId, now });
  const metadata = (await store.readPortalMetadata({ accountId })).at(-1);
  return [
    settingsOf(account, metadata?.timeZone, now),
    ...findings,
    ...backfillOf(progress, account),
    ...[
      waiting('replays', 'replay', work.replays, now),
      waiting('tags', 'record to write', work.tagWrites, now),
      waiting('erasures', 'person to forget', work.erasures, now),
    ].flat(),
  ];
}

function settingsOf(account: Account, timeZone: string | undefined, now: number): Finding {
  const { observedAt, preparedAt, failure } = account;
  const missing = missingScopes(account.scopes);
  if (failure !== null) {
    const text = `The account could not be prepared, or its settings not be read: ${failure}`;
    if (missing.length > 0) return fixableWith('settings', text, missing);
    const remedy = 'The app tries again by itself. If it stays, mend what the message names, or report it.';
    return { ...fixable('settings', text), remedy };
  }
  if (observedAt === null)
    return fixableWith('settings', 'Lifecycle stages, pipelines and owners were never read.', missing);
  const age = spanText(now - observedAt);
  if (now - observedAt > staleSettingsMs) {
    return { ...fixable('settings', `The portal's settings were last read ${age} ago.`), remedy: isItRunning };
  }
  if (preparedAt === null)
    return fixableWith('settings', 'The account is not prepared: no tags are written yet.', missing);
  return ok('settings', `The portal's settings were read ${age} ago; its time zone is ${timeZone ?? 'not known'}.`);
}

function backfillOf(progress: readonly BackfillProgress[], { scopes }: Account): Finding[] {
  const open = progress.filter(({ finishedAt }) => finishedAt === null);
  if (progress.length === 0) return [note('past', 'The past has not begun to be read.')];
  const withheld = objectTypes.filter((type) => !isReadable(type, scopes));
  if (withheld.length > 0) {
    const texts = withheld.map((type) => `${type} (${scopeToRead(type)})`);
    const text = `Neither read nor compared while their scopes are not granted: ${texts.join(', ')}. The others are.`;
    return [note('past', text), ...(open.length === 0 ? [] : [openPasts(open)])];
  }
  return open.length === 0 ? [ok('past', 'The past of all records is read.')] : [openPasts(open)];
}

function openPasts(open: readonly BackfillProgress[]): Finding {
  const texts = open.map(({ objectType, recordsDone, recordsTotal, failure }) => {
    const done = `${objectType} ${recordsDone.toLocaleString('en')} of ${recordsTotal.toLocaleString('en')}`;
    return failure === null ? done : `${done} (last failure: ${failure})`;
  });
  return note('past', `The past is being read: ${texts.join(', ')}.`);
}

/** Something that waits, if it has waited for long; work in passing is nothing to speak of. */
export function waiting(topic: string, one: string, { count, since }: Waiting, now: number): Finding[] {
  const several = one.startsWith('person') ? one.replace('person', 'people') : one.replace(/^\w+/, '$&s');
  if (count === 0) return [];
  const text = `${counted(count, one, several)} ${count === 1 ? 'waits' : 'wait'}`;
  if (since === null) return [note(topic, `${text}.`)];
  const age = `${text}, the oldest for ${spanText(now - since)}.`;
  return [now - since > longWaitMs ? problem(topic, age, isItRunning) : note(topic, age)];
}
