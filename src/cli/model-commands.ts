import { type Command, InvalidArgumentError } from 'commander';
import { presets } from '../journey/models/presets.ts';
import type { Store } from '../store/operations.ts';
import { type CheckCommand, checkModelFile, unknownPortal } from './check-model.ts';
import { listModels } from './list-models.ts';
import { type PreviewCommand, preview } from './preview.ts';
import { type PublishCommand, publish } from './publish.ts';
import { readPortal } from './read-portal.ts';

const models = `a preset (${[...presets.keys()].join(', ')}) or a model file`;
const account = ['--account <id>', 'the HubSpot account; may be left out when there is one'] as const;

/** Adds the commands about an account's model. */
export function addModelCommands(
  program: Command,
  withStore: (work: (store: Store) => Promise<unknown>) => Promise<void>,
): void {
  program
    .command('models')
    .description('list the models that an account has had')
    .option(...account)
    .action((command: { account?: string }) => withStore((store) => listModels(store, command)));
  program
    .command('preview')
    .description('tell what a model would change, without changing anything')
    .requiredOption('--model <name or file>', models)
    .option(
      '--since <date>',
      'count entries into stages from then on, such as 2026-05-01 (UTC) or 2026-05-01T08:00:00Z',
    )
    .option(...account)
    .option('--format <format>', 'the format: table or json', 'table')
    .action((command: PreviewCommand) => withStore((store) => preview(store, command)));
  program
    .command('check')
    .description('tell what is wrong with a model: the file by itself, or against an account that is named')
    .requiredOption('--model <name or file>', models)
    .option('--account <id>', 'the HubSpot account whose lifecycle stages and pipelines the model must fit')
    .option('--format <format>', 'the format: table or json', 'table')
    .option('--ask-hubspot', "with --account: read the portal's properties too; needs the environment of the app")
    .action((command: CheckCommand) => {
      // A model can be checked where there is no database, such as on the machine of those who write it.
      if (command.account === undefined && !command.askHubspot) return checkModelFile(command, unknownPortal);
      return withStore(async (store) => checkModelFile(command, await readPortal(store, command)));
    });
  program
    .command('publish')
    .description('put a model in force for an account')
    .option('--model <name or file>', models)
    .option('--from-version <number>', 'instead of --model: publish this version of the account again', versionNumber)
    .option('--expected-version <number>', 'publish only while this version is in force', versionNumber)
    .option(...account)
    .action((command: PublishCommand) => withStore((store) => publish(store, command)));
}

function versionNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give the number of a version, as `models` lists them.');
}
