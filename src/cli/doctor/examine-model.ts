import { checkPauses } from '../../agreement/check/check-pauses.ts';
import { JourneyStewardError } from '../../errors.ts';
import type { HubSpot } from '../../hubspot/hubspot-client.ts';
import { readPropertyDefinitions } from '../../hubspot/read-property-definitions.ts';
import { checkModel } from '../../journey/check/check-model.ts';
import type { ModelProblem } from '../../journey/check/check-problem.ts';
import type { KnownProperties, KnownProperty } from '../../journey/check/check-properties.ts';
import { toldProblem, wordsOfFile } from '../../journey/check/tell-problem.ts';
import {
  followedByRules,
  propertyFreshness,
  type UntoldBy,
  untoldDelays,
} from '../../journey/models/followed-properties.ts';
import { modelProperties } from '../../journey/models/model-properties.ts';
import { type Model, parseModel } from '../../journey/models/model-schema.ts';
import type { ObjectType } from '../../journey/vocabulary.ts';
import type { Account } from '../../store/accounts.ts';
import type { StoredAgreement } from '../../store/agreement-versions.ts';
import type { Store } from '../../store/operations.ts';
import { agreementsIn } from '../../worker/remember-agreements.ts';
import { wantedProperties } from '../../worker/wanted-properties.ts';
import { counted, type Finding, note, ok, problem, someOf } from './finding.ts';

/** The model in force, held against the portal as it is now, and how soon the app hears of what it looks at. */
export async function examineModel(
  store: Pick<
    Store,
    'readAgreements' | 'readCurrentModels' | 'readModelDefinitions' | 'readPortalMetadata' | 'readUntoldBy'
  >,
  hubspot: HubSpot | null,
  account: Account,
): Promise<Finding[]> {
  const { accountId } = account;
  const current = (await store.readCurrentModels({})).find((one) => one.accountId === accountId);
  if (current === undefined) return [note('model', 'No model is in force yet: the app publishes one when it starts.')];
  const name = `Version ${current.modelVersion} of the model`;
  const model = readable(current.definition);
  if (model instanceof Error) {
    return [problem('model', `${name} can't be read: ${model.message}`, 'Publish another model, or upgrade the app.')];
  }
  const metadata = (await store.readPortalMetadata({ accountId })).at(-1) ?? null;
  const properties = hubspot === null ? null : await propertiesOf(store, hubspot, account);
  const problems = checkModel(model, { metadata, properties, followed: followedByRules });
  return [
    ...weigh(`${name} "${model.name}" is in force`, problems),
    coverage(modelProperties(model), await store.readUntoldBy({ accountId })),
    ...(properties === null ? [] : pausesOf(await store.readAgreements({ accountId }), model, properties)),
  ];
}

/** What the pauses of the agreement in force look at, held against the portal. One that can't be read is told of where it is replayed. */
function pausesOf(versions: readonly StoredAgreement[], model: Model, properties: KnownProperties): Finding[] {
  const read = agreementsIn(versions);
  const agreement = read instanceof JourneyStewardError ? undefined : read.at(-1)?.agreement;
  if (agreement === undefined) return [];
  const remedy = 'Publish the agreement with the right name, or create the property in HubSpot.';
  return checkPauses(agreement, model, properties).map(({ place, message }) =>
    problem('agreement', `${place}: ${message}`, remedy),
  );
}

/** The portal's properties, with the app's own as they should be: of those that are missing another line tells. */
async function propertiesOf(
  store: Pick<Store, 'readModelDefinitions'>,
  hubspot: HubSpot,
  account: Account,
): Promise<KnownProperties> {
  const wantedOf = await wantedProperties(store, account);
  const own = (objectType: ObjectType) =>
    wantedOf(objectType).map(({ name, type, options = [] }): [string, KnownProperty] => [name, { type, options }]);
  const { contact, deal } = await readPropertyDefinitions(hubspot, account.accountId);
  return {
    contact: new Map([...own('contact'), ...(contact ?? [])]),
    deal: new Map([...own('deal'), ...(deal ?? [])]),
  };
}

/** It was checked when it was published, but perhaps by another version of the app. */
function readable(definition: string): Model | Error {
  try {
    return parseModel(JSON.parse(definition));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function weigh(title: string, problems: readonly ModelProblem[]): Finding[] {
  // Of properties that are not pushed the line on webhooks tells.
  const spoken = problems.filter(({ code }) => code !== 'property-not-followed');
  const errors = spoken.filter(({ severity }) => severity === 'error');
  const remedy = 'Look closer with `journey-steward check --model FILE --account ID --ask-hubspot`.';
  const texts = (from: readonly ModelProblem[]) =>
    someOf(
      from.map((problem) => toldProblem(problem, wordsOfFile)).map(({ place, message }) => `${place}: ${message}`),
      2,
    );
  if (errors.length > 0) {
    return [problem('model', `${title} with ${counted(errors.length, 'error')}: ${texts(errors)}`, remedy)];
  }
  if (spoken.length === 0) return [ok('model', `${title}, and nothing is wrong with it.`)];
  return [note('model', `${title} with ${counted(spoken.length, 'warning')}: ${texts(spoken)}`, remedy)];
}

function coverage(properties: ReadonlySet<string>, untold: UntoldBy): Finding {
  const unheard = [...properties].filter((name) => propertyFreshness(name) !== 'pushed').sort();
  const all = counted(properties.size, 'property', 'properties');
  if (unheard.length === 0) return ok('webhooks', `HubSpot tells at once of all ${all} that the model looks at.`);
  const text = `HubSpot does not push ${unheard.length} of ${all} to the app, ${someOf(unheard)}: ${untoldDelays[untold]}.`;
  return note('webhooks', text);
}
