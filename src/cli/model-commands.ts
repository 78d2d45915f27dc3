import { type Command, InvalidArgumentError } from 'commander';
import { presetAgreements } from '../agreement/preset-agreements.ts';
import { JourneyStewardError } from '../errors.ts';
import type { Model } from '../journey/models/model-schema.ts';
import { presets } from '../journey/models/presets.ts';
import type { Store } from '../store/operations.ts';
import { createAccountRegistry } from '../worker/account-registry.ts';
import { addHolidays, type HolidaysCommand } from './add-holidays.ts';
import { checkAgreementFile } from './check-agreement-file.ts';
import { type CheckCommand, checkModelFile, unknownPortal } from './check-model.ts';
import { chosenAccount } from './chosen-account.ts';
import { listAgreements } from './list-agreements.ts';
import { listModels } from './list-models.ts';
import { type PreviewCommand, preview } from './preview.ts';
import { type PreviewAgreementCommand, previewAgreementFile } from './preview-agreement-file.ts';
import { type PublishCommand, publish } from './publish.ts';
import { type PublishAgreementCommand, publishAgreementFile } from './publish-agreement-file.ts';
import { readPortal } from './read-portal.ts';

const models = `a preset (${[...presets.keys()].join(', ')}) or a model file`;
const agreements = `the preset for a model (${[...presetAgreements.keys()].join(', ')}) or an agreement file`;
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
    .command('agreements')
    .description('list the agreements that an account has had')
    .option(...account)
    .action((command: { account?: string }) => withStore((store) => listAgreements(store, command)));
  program
    .command('preview')
    .description('tell what a model, or an agreement, would change, without changing anything')
    .option('--model <name or file>', models)
    .option('--agreement <name or file>', agreements)
    .option(
      '--since <time>',
      'count entries into stages, or breaches, from then on, such as 2026-05-01 (UTC), 2026-05-01T08:00:00Z or 90d (so many days back)',
    )
    .option(...account)
    .option('--format <format>', 'the format: table or json', 'table')
    .action((command: Partial<PreviewCommand> & Partial<PreviewAgreementCommand>) => {
      const { model, agreement, format = 'table', ...rest } = command;
      const chosen = eitherOf(model, agreement);
      return withStore((store) =>
        'model' in chosen
          ? preview(store, { ...rest, format, ...chosen })
          : previewAgreementFile(store, { ...rest, format, ...chosen }),
      );
    });
  program
    .command('check')
    .description('tell what is wrong with a model: the file by itself, or against an account that is named')
    .option('--model <name or file>', `${models}; with --agreement the model that it is for, else the account's`)
    .option('--agreement <name or file>', `check this instead: ${agreements}`)
    .option('--account <id>', 'the HubSpot account whose lifecycle stages and pipelines the model must fit')
    .option('--format <format>', 'the format: table or json', 'table')
    .option('--ask-hubspot', "with --account: read the portal's properties too; needs the environment of the app")
    .action((given: Partial<CheckCommand> & { agreement?: string }) => {
      if (given.agreement !== undefined) {
        const command = { format: 'table', ...given, agreement: given.agreement };
        if (given.account === undefined && !given.askHubspot) return checkAgreementFile(command);
        return withStore(async (store) =>
          checkAgreementFile(command, await readPortal(store, given), await modelInForce(store, given.account)),
        );
      }
      if (given.model === undefined) throw givesNeither();
      const command = { format: 'table', ...given, model: given.model };
      // A model can be checked where there is no database, such as on the machine of those who write it.
      if (command.account === undefined && !command.askHubspot) return checkModelFile(command, unknownPortal);
      return withStore(async (store) => checkModelFile(command, await readPortal(store, command)));
    });
  program
    .command('holidays <file>')
    .description('print an agreement with the holidays of an iCalendar file (.ics) in the calendars of its teams')
    .requiredOption('--agreement <name or file>', agreements)
    .option('--team <teams>', 'only these teams, joined by commas')
    .option('--from <day>', 'from this day on; else from the beginning of this year')
    .option('--to <day>', 'up to this day; else to the end of the year after next')
    .action((file: string, command: HolidaysCommand) => addHolidays(file, command));
  program
    .command('publish')
    .description('put a model, or an agreement, in force for an account')
    .option('--model <name or file>', models)
    .option('--agreement <name or file>', `instead of --model: ${agreements}`)
    .option('--applies-to <visits>', 'with --agreement: new-visits, or open-visits too', 'new-visits')
    .option('--from-version <number>', 'instead of --model: publish this version of the account again', versionNumber)
    .option('--expected-version <number>', 'publish only while this version is in force', versionNumber)
    .option(...account)
    .action((command: PublishCommand & Partial<PublishAgreementCommand>) => {
      const { agreement, model, fromVersion } = command;
      if (agreement !== undefined && (model ?? fromVersion) !== undefined) throw isForModels();
      if (agreement === undefined) return withStore((store) => publish(store, command));
      return withStore((store) => publishAgreementFile(store, { appliesTo: 'new-visits', ...command, agreement }));
    });
}

function eitherOf(model?: string, agreement?: string): { model: string } | { agreement: string } {
  if (model !== undefined && agreement === undefined) return { model };
  if (agreement !== undefined && model === undefined) return { agreement };
  throw givesNeither();
}

function givesNeither(): JourneyStewardError {
  return new JourneyStewardError('request-invalid', 'Give either --model or --agreement.');
}

function isForModels(): JourneyStewardError {
  const message =
    'Beside --agreement neither --model nor --from-version is taken. A former agreement is put back on the settings page.';
  return new JourneyStewardError('request-invalid', message);
}

async function modelInForce(store: Store, named?: string): Promise<Model | null> {
  const { accountId } = await chosenAccount(store, named);
  return (await createAccountRegistry(store).modelOf(accountId))?.model ?? null;
}

function versionNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give the number of a version, as `models` lists them.');
}
