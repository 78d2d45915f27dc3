import type { z } from 'zod';
import { type ErrorCode, JourneyStewardError } from '../errors.ts';
import { placeOf } from '../journey/check/check-problem.ts';
import type { SchemaProblem } from '../journey/models/explain-schema-error.ts';
import { tellSchemaProblem } from '../journey/models/tell-schema-problem.ts';
import type { Language } from '../journey/vocabulary.ts';
import type { SettingsProblem, SettingsRefusal } from './settings-contract.ts';

/** A failure that the settings page is told of; where a model is wrong, with each wrong place. */
export class SettingsError extends JourneyStewardError {
  readonly problems: readonly SettingsProblem[] | null;

  constructor(code: ErrorCode, message: string, problems: readonly SettingsProblem[] | null = null) {
    super(code, message);
    this.problems = problems;
  }
}

/** An expected failure in the envelope. */
export function settingsRefusal(error: JourneyStewardError): SettingsRefusal {
  const problems = error instanceof SettingsError ? error.problems : null;
  const { code, message } = error;
  return { ok: false, error: { code, message, ...(problems !== null && { problems: [...problems] }) } };
}

/** Where what was given breaks the schema, in the reader's language where it is a common mistake, else in English. */
export function formProblems(problems: readonly SchemaProblem[], language: Language): SettingsProblem[] {
  return problems.map(({ place, message, said }) => ({
    ...{ severity: 'error', code: 'form', path: place },
    message: said === undefined ? message : tellSchemaProblem(said, language),
  }));
}

/** Each issue with the place that it is about, as the page shows it. */
export function problemsOf(error: z.ZodError): SettingsProblem[] {
  return error.issues.map(({ path, message }) => {
    const place = placeOf(path.map((part) => (typeof part === 'symbol' ? String(part) : part)));
    return { severity: 'error', code: 'form', path: place, message };
  });
}
