import { checkAsSeen } from '../journey/check/check-as-seen.ts';
import { toldProblem, wordsOfReader } from '../journey/check/tell-problem.ts';
import { type Model, modelFromJson } from '../journey/models/model-schema.ts';
import { presets } from '../journey/models/presets.ts';
import type { PortalMetadata } from '../journey/portal-metadata.ts';
import type { Language } from '../journey/vocabulary.ts';
import type { Store } from '../store/operations.ts';
import type { SettingsProblem } from './settings-contract.ts';
import { formProblems, presetUnknown, SettingsError } from './settings-refusal.ts';

/** A model as it is published: checked, with the text that is stored. */
export type GivenModel = { model: Model; definition: string };

/**
 * Reads a model from a request: by the name of a preset, or whole. Never from a file of this machine. Throws `model-invalid`
 * with each wrong place, in the reader's language where it is a common mistake.
 */
export function givenModel(given: string | Record<string, unknown>, language: Language): GivenModel {
  if (typeof given !== 'string') return checked(given, language);
  const model = presets.get(given);
  if (model !== undefined) return { model, definition: JSON.stringify(model) };
  throw presetUnknown('model-invalid', given, presets.keys(), language);
}

/** Reads a model that was published before, with the very text of then: publishing it twice is publishing it once. */
export async function publishedModel(
  store: Pick<Store, 'readModelVersion'>,
  accountId: string,
  version: number,
  language: Language,
): Promise<GivenModel> {
  const found = await store.readModelVersion({ accountId, modelVersion: version });
  if (found === null) throw new SettingsError('not-found', `This account has never had a version ${version}.`);
  return { model: checked(JSON.parse(found.definition), language).model, definition: found.definition };
}

/**
 * What the check finds in a model that keeps to the schema, as the portal was last seen, in words of the reader. In one go, of
 * bounded length.
 */
export function problemsIn(model: Model, portal: readonly PortalMetadata[], language: Language): SettingsProblem[] {
  const words = wordsOfReader(model, language);
  return checkAsSeen(model, portal).map((problem) => {
    const { severity, code, place, message } = toldProblem(problem, words);
    return { severity, code, path: place, message };
  });
}

/** Throws `model-invalid` for a model that says something that can't be. */
export function refuseErrors(problems: readonly SettingsProblem[]): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  const message = `The model says what can't be, in ${placesText(errors)}.`;
  throw new SettingsError('model-invalid', message, problems);
}

function checked(json: unknown, language: Language): GivenModel {
  const read = modelFromJson(json);
  if ('model' in read) return { model: read.model, definition: JSON.stringify(read.model) };
  const problems = formProblems(read.problems, language);
  throw new SettingsError(
    'model-invalid',
    `This is not a journey model: it is wrong in ${placesText(problems)}.`,
    problems,
  );
}

function placesText(problems: readonly SettingsProblem[]): string {
  return problems.length === 1 ? 'one place' : `${problems.length} places`;
}
