import { styleText } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import { readClockSettings } from '../config.ts';
import { JourneyStewardError } from '../errors.ts';
import { checkAsSeen } from '../journey/check/check-as-seen.ts';
import { type ToldProblem, toldProblem, wordsOfFile } from '../journey/check/tell-problem.ts';
import { createJourneyClock } from '../journey-clock.ts';
import { previewModel } from '../preview-model.ts';
import { readModel } from '../read-model.ts';
import { readSince } from '../read-since.ts';
import type { Store } from '../store/operations.ts';
import { createAccountRegistry } from '../worker/account-registry.ts';
import { chosenAccount } from './chosen-account.ts';
import { drawPreview } from './draw-preview.ts';

export type PreviewCommand = { model: string; since?: string; account?: string; format: string };

const recordsAtOnce = 500;

/** `preview`: prints what a model would change, over all records of an account. Nothing is written. */
export async function preview(store: Store, command: PreviewCommand): Promise<void> {
  const { format } = command;
  if (format !== 'table' && format !== 'json') {
    throw new JourneyStewardError('request-invalid', `--format ${format}: the formats are table and json.`);
  }
  const draft = await readModel(command.model);
  const now = createJourneyClock(readClockSettings())();
  const since = command.since === undefined ? null : readSince(command.since, now);
  const { accountId } = await chosenAccount(store, command.account);
  const current = await createAccountRegistry(store).modelOf(accountId);
  if (current === null) {
    throw new JourneyStewardError('account-unknown', `The account ${accountId} has no model yet: start the app once.`);
  }
  const problems = checkAsSeen(draft, current.portal).map((problem) => toldProblem(problem, wordsOfFile));
  const bar = progressBar();
  const compared = await previewModel({
    ...{ store, accountId, current, draft, now, since, recordsAtOnce },
    onProgress: bar.show,
    mayGoOn: () => true,
  }).finally(bar.end);
  const { modelVersion } = current;
  const iso = { now: new Date(now).toISOString(), since: since === null ? null : new Date(since).toISOString() };
  process.stdout.write(
    format === 'json'
      ? `${JSON.stringify({ accountId, version: modelVersion, problems, ...compared, ...iso }, null, 2)}\n`
      : drawProblems(problems) + drawPreview(compared, modelVersion, (text) => styleText('bold', text)),
  );
}

/** What keeps the model from being published, before the numbers that it would give. */
function drawProblems(problems: readonly ToldProblem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return '';
  const lines = errors.flatMap(({ place, message }) => [`  ${place}: ${message}`]);
  return `${styleText('red', "This model can't be published:")}\n${lines.join('\n')}\n\n`;
}

/** On the screen of whoever waits, and nowhere else. */
function progressBar(): { show: (done: number, total: number) => void; end: () => void } {
  if (!process.stderr.isTTY) return { show: () => {}, end: () => {} };
  const format = '{bar} {percentage} % | {value}/{total} records';
  const bar = new SingleBar({ format, stream: process.stderr, clearOnComplete: true }, Presets.shades_classic);
  let isShown = false;
  return {
    show: (done, total) => {
      if (!isShown) bar.start(total, done);
      isShown = true;
      bar.setTotal(total);
      bar.update(done);
    },
    end: () => bar.stop(),
  };
}
