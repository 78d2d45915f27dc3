import { agreementFromJson } from '../agreement/agreement-file.ts';
import type { Agreement } from '../agreement/agreement-schema.ts';
import { agreementProblemSentence } from '../agreement/check/agreement-problem.ts';
import { checkAgreement } from '../agreement/check/check-agreement.ts';
import { presetAgreement, presetAgreements } from '../agreement/preset-agreements.ts';
import type { Model } from '../journey/models/model-schema.ts';
import { metadataAt, type PortalMetadata } from '../journey/portal-metadata.ts';
import type { Language } from '../journey/vocabulary.ts';
import type { SettingsProblem } from './settings-contract.ts';
import { formProblems, presetUnknown, SettingsError } from './settings-refusal.ts';

/**
 * Reads an agreement from a request: by the name of the model that a preset is for, in the portal's own time zone, or whole. Never
 * from a file of this machine. Throws `agreement-invalid` with each wrong place.
 */
export function givenAgreement(
  given: string | Record<string, unknown>,
  portal: readonly PortalMetadata[],
  now: number,
  language: Language,
): Agreement {
  if (typeof given !== 'string') return readAgreement(given, language);
  if (!presetAgreements.has(given)) {
    throw presetUnknown('agreement-invalid', given, presetAgreements.keys(), language);
  }
  return presetAgreement(given, metadataAt(portal, now)?.timeZone);
}

/** What the check finds in an agreement that keeps to the schema, with the model that it is for. */
export function agreementProblemsIn(agreement: Agreement, model: Model, language: Language): SettingsProblem[] {
  return checkAgreement(agreement, model).map((problem) => ({
    severity: problem.severity,
    code: problem.code,
    path: problem.place,
    message: agreementProblemSentence(problem, language),
  }));
}

/** Throws `agreement-invalid` for an agreement that nobody can keep or measure. */
export function refuseAgreementErrors(problems: readonly SettingsProblem[]): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  const places = errors.length === 1 ? 'one place' : `${errors.length} places`;
  throw new SettingsError('agreement-invalid', `Nobody can keep this agreement: see ${places}.`, problems);
}

function readAgreement(json: unknown, language: Language): Agreement {
  const read = agreementFromJson(json);
  if ('agreement' in read) return read.agreement;
  const problems = formProblems(read.problems, language);
  const places = problems.length === 1 ? 'one place' : `${problems.length} places`;
  throw new SettingsError('agreement-invalid', `This is not an agreement: it is wrong in ${places}.`, problems);
}
