import type { z } from 'zod';
import { type ErrorCode, JourneyStewardError } from '../errors.ts';
import type { ModelProblem, SettingsRefusal } from './settings-contract.ts';

/** A failure that the settings page is told of; where a model is wrong, with each wrong place. */
export class SettingsError extends JourneyStewardError {
  readonly problems: readonly ModelProblem[] | null;

  constructor(code: ErrorCode, message: string, problems: readonly ModelProblem[] | null = null) {
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

/** Each issue with the place that it is about, as the page shows it. */
export function problemsOf(error: z.ZodError): ModelProblem[] {
  return error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
}
