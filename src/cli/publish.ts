import { JourneyStewardError } from '../errors.ts';
import { checkAsSeen } from '../journey/check/check-as-seen.ts';
import { toldProblem, wordsOfFile } from '../journey/check/tell-problem.ts';
import { type Model, parseModel } from '../journey/models/model-schema.ts';
import type { PortalMetadata } from '../journey/portal-metadata.ts';
import { readModel } from '../read-model.ts';
import type { Store } from '../store/operations.ts';
import { chosenAccount } from './chosen-account.ts';

export type PublishCommand = { model?: string; fromVersion?: number; expectedVersion?: number; account?: string };

/** `publish`: puts a model in force for an account, or a former version of its own again. A running app follows by itself. */
export async function publish(store: Store, command: PublishCommand): Promise<void> {
  const { accountId } = await chosenAccount(store, command.account);
  const { name, definition } = await modelToPublish(store, accountId, command);
  const { outcome, modelVersion } = await store.publishModel({
    ...{ accountId, name, definition },
    // Due whatever time it is where the app runs: its clock of journeys may be behind that of this machine.
    dueAt: 0,
    publishedBy: 'cli',
    expectedVersion: command.expectedVersion ?? null,
    now: Date.now(),
  });
  switch (outcome) {
    case 'overtaken': {
      const expected = `${command.expectedVersion}`;
      throw new JourneyStewardError(
        'model-changed',
        `Version ${modelVersion} is in force, not ${expected}: nothing was published.`,
      );
    }
    case 'in-force':
      console.log(`The account ${accountId} has this model already: ${name}, version ${modelVersion}.`);
      return;
    case 'published': {
      const counts = await store.countRecords({ accountId });
      const records = Object.values(counts).reduce((sum, count) => sum + count, 0);
      console.log(
        `The account ${accountId} replays under ${name}, version ${modelVersion}; ${records} records are due.`,
      );
    }
  }
}

async function modelToPublish(
  store: Store,
  accountId: string,
  { model: nameOrPath, fromVersion }: PublishCommand,
): Promise<{ name: string; definition: string }> {
  if ((nameOrPath === undefined) === (fromVersion === undefined)) {
    throw new JourneyStewardError('request-invalid', 'Give either --model or --from-version.');
  }
  if (nameOrPath !== undefined) {
    const model = await readModel(nameOrPath);
    refuseErrors(model, await store.readPortalMetadata({ accountId }));
    return { name: model.name, definition: JSON.stringify(model) };
  }
  const former = await store.readModelVersion({ accountId, modelVersion: fromVersion ?? 0 });
  if (former === null) {
    throw new JourneyStewardError('not-found', `The account ${accountId} has never had a version ${fromVersion}.`);
  }
  try {
    parseModel(JSON.parse(former.definition));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new JourneyStewardError('model-invalid', `Version ${fromVersion}: ${reason}`, { cause });
  }
  return former;
}

/** A model that says something that can't be is not published; a former version may come back whatever it says. */
function refuseErrors(model: Model, portal: readonly PortalMetadata[]): void {
  const errors = checkAsSeen(model, portal).filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  const lines = errors
    .map((problem) => toldProblem(problem, wordsOfFile))
    .map(({ place, message }) => `  ${place}: ${message}`);
  throw new JourneyStewardError('model-invalid', `The model says what can't be:\n${lines.join('\n')}`);
}
