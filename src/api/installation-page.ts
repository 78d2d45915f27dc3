import { isJourneyType, type Language } from '../journey/vocabulary.ts';
import type { BackfillProgress } from '../store/read-backfill.ts';
import type { InstallationProgress } from '../store/read-installation.ts';
import { escapeHtml, htmlPage } from './html-page.ts';
import { type InstallWords, installWords } from './install-words.ts';

export type InstallationPage = {
  accountId: string;
  language: Language;
  progress: InstallationProgress;
  /** Scopes that the portal may leave out, and did. */
  missingScopes: readonly string[];
  /** Scopes that the app needs, and the portal has not granted. */
  withheldScopes: readonly string[];
  appUrl: string;
  now: number;
};

type StepState = 'done' | 'running' | 'waiting' | 'withheld';
type Step = { name: string; state: StepState; more?: string };

/** After so long a step should be done; if not, somebody should look, in ms. */
const slowAfterMs = 120_000;

/** The page that an admin sees after the installation: what was done, what is being done, and what comes next. */
export function installationPage(page: InstallationPage): (nonce: string) => string {
  const { language, progress } = page;
  const words = installWords(language);
  const steps = stepsOf(page, words);
  const isDone = steps.every(({ state }) => state === 'done');
  const title = isDone ? words.titleDone : words.title;
  const body = `
    <h1 id="title">${escapeHtml(title)}</h1>
    <p class="soft">${escapeHtml(words.account(page.accountId))}</p>
    <p id="status" role="status">${escapeHtml(statusOf(page, words, isDone))}</p>
    <ol class="steps" id="steps" data-done="${isDone}">${steps.map((step) => drawStep(step, words)).join('')}</ol>
    <div id="scopes">${drawScopes(page, words)}</div>
    <h2>${escapeHtml(words.next)}</h2>
    <ul>${words.nextSteps.map((text) => `<li>${escapeHtml(text)}</li>`).join('')}</ul>
    <p><a class="button" href="${escapeHtml(contactsOf(page))}">${escapeHtml(words.openContacts)}</a></p>`;
  const renewing = isDone || !progress.isActive ? {} : { script: lookAgain, noScript: renewAll };
  return (nonce) => htmlPage({ language, title, body, nonce, ...renewing });
}

function drawScopes({ withheldScopes, missingScopes }: InstallationPage, words: InstallWords): string {
  const texts = [
    ...(withheldScopes.length > 0 ? [words.withheld(withheldScopes)] : []),
    ...(missingScopes.length > 0 ? [words.missing(missingScopes)] : []),
  ];
  return texts.map((text) => `<p class="note">${escapeHtml(text)}</p>`).join('');
}

function statusOf(page: InstallationPage, words: InstallWords, isDone: boolean): string {
  const { progress, withheldScopes, now } = page;
  if (!progress.isActive) return words.uninstalled;
  if (withheldScopes.length > 0) return words.statusWithheld;
  if (isDone) return words.statusDone;
  const isSlow = progress.preparedAt === null && now - progress.installedAt > slowAfterMs;
  const hasFailed = progress.backfill.some(({ failure, finishedAt }) => failure !== null && finishedAt === null);
  return isSlow || hasFailed ? `${words.status} ${words.slow}` : words.status;
}

/** What each step needs of the scopes that every portal can grant. */
const needs = {
  settings: /^crm\.(?:objects\.owners|schemas\.\w+)\.read$/,
  properties: /^crm\.schemas\.\w+\.write$/,
  history: /^crm\.objects\.(?!owners)\w+\.read$/,
  tags: /^crm\.objects\.\w+\.write$/,
};

function stepsOf({ progress, withheldScopes, language }: InstallationPage, words: InstallWords): Step[] {
  const { areSettingsRead, preparedAt, backfill, tagged, untagged } = progress;
  const isPrepared = preparedAt !== null;
  const isRead = backfill.length > 0 && backfill.every(({ finishedAt }) => finishedAt !== null);
  const state = (isDone: boolean, isBegun: boolean, need: RegExp): StepState => {
    if (withheldScopes.some((scope) => need.test(scope))) return 'withheld';
    return isDone ? 'done' : isBegun ? 'running' : 'waiting';
  };
  const number = new Intl.NumberFormat(language);
  const counted = readingsOf(backfill, words)
    .map((one) => drawReading(one, number))
    .join('');
  return [
    { name: words.connected, state: 'done' },
    { name: words.settings, state: state(areSettingsRead, true, needs.settings) },
    { name: words.properties, state: state(isPrepared, areSettingsRead, needs.properties) },
    { name: words.history, state: state(isRead, isPrepared, needs.history), ...(counted !== '' && { more: counted }) },
    {
      name: words.tags,
      state: state(isPrepared && untagged === 0 && isRead, tagged > 0 || untagged > 0, needs.tags),
      ...(tagged > 0 && { more: `<li class="whole">${escapeHtml(words.tagged(number.format(tagged)))}</li>` }),
    },
  ];
}

function drawStep({ name, state, more }: Step, words: InstallWords): string {
  const mark = { done: '✓', running: '…', waiting: '○', withheld: '!' }[state];
  return `<li class="${state}"><span class="mark" aria-hidden="true">${mark}</span><span class="name">${escapeHtml(name)}</span>
    <span class="state">${escapeHtml(words.states[state])}</span>${more === undefined ? '' : `<ul class="more">${more}</ul>`}</li>`;
}

/** What is read of records that go by one name on the page. */
type Reading = { label: string; words: InstallWords; isDone: boolean; recordsDone: number; recordsTotal: number };

/** Tickets, and all that people log together, are named where there are any. */
function readingsOf(backfill: readonly BackfillProgress[], words: InstallWords): Reading[] {
  const nameOf = ({ objectType }: BackfillProgress) => {
    if (isJourneyType(objectType)) return words.objects[objectType];
    return words.evidence[objectType === 'ticket' ? 'ticket' : 'activity'];
  };
  const named = backfill.filter(({ objectType, recordsTotal }) => isJourneyType(objectType) || recordsTotal > 0);
  return [...Map.groupBy(named, nameOf)].map(([label, parts]) => ({
    label,
    words,
    isDone: parts.every(({ finishedAt }) => finishedAt !== null),
    recordsDone: parts.reduce((sum, { recordsDone }) => sum + recordsDone, 0),
    recordsTotal: parts.reduce((sum, { recordsTotal }) => sum + recordsTotal, 0),
  }));
}

function drawReading({ label, words, isDone, recordsDone, recordsTotal }: Reading, number: Intl.NumberFormat): string {
  const name = escapeHtml(label);
  const isCounted = isDone || recordsTotal > 0;
  const count = isCounted ? words.of(number.format(recordsDone), number.format(recordsTotal)) : '';
  // Nothing to read is read wholly; a bar without a value says that it is not known how much there is.
  const values = isDone ? 'value="1" max="1"' : isCounted ? `value="${recordsDone}" max="${recordsTotal}"` : '';
  return `<li><span>${name}</span><progress aria-label="${name}" ${values}></progress><span class="count">${escapeHtml(count)}</span></li>`;
}

function contactsOf({ appUrl, accountId }: InstallationPage): string {
  return `${appUrl}/contacts/${encodeURIComponent(accountId)}/objects/0-1/views/all/list`;
}

/** Without scripts the whole page is loaded again. */
const renewAll = '<meta http-equiv="refresh" content="10">';

/** With them only what has changed is, so that nobody who reads or hears the page loses their place. */
const lookAgain = `
const everyMs = 3000;
const parts = ['title', 'status', 'steps', 'scopes'];
async function look() {
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' }, cache: 'no-store' });
    if (answer.status >= 400 && answer.status < 500) return location.reload();
    if (answer.ok) {
      const text = (await answer.text()).replace(/<style[^]*?<\\/style>/, '');
      const next = new DOMParser().parseFromString(text, 'text/html');
      for (const id of parts) {
        const [here, there] = [document.getElementById(id), next.getElementById(id)];
        if (here.innerHTML !== there.innerHTML) here.innerHTML = there.innerHTML;
      }
      document.title = next.title;
      if (next.getElementById('steps').dataset.done === 'true') return;
    }
  } catch {}
  setTimeout(look, everyMs);
}
setTimeout(look, everyMs);`;
