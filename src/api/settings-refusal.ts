import type { z } from 'zod';
import { type ErrorCode, JourneyStewardError } from '../errors.ts';
import { placeOf } from '../journey/check/check-problem.ts';
import { fill } from '../journey/explain/sentence-words.ts';
import type { SchemaProblem } from '../journey/models/explain-schema-error.ts';
import { tellSchemaProblem } from '../journey/models/tell-schema-problem.ts';
import type { Texts } from '../journey/texts.ts';
import type { Language } from '../journey/vocabulary.ts';
import type { SettingsProblem, SettingsRefusal } from './settings-contract.ts';

/**
 * A failure that the settings page is told of; where a model is wrong, with each wrong place. Its message is in English, for the log
 * and for support: the page shows the problems, or a text of its own for the code.
 */
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

const presetUnknownTexts: Texts = {
  en: 'There is no preset "{given}"; the presets are {presets}.',
  it: 'Non c’è un modello predefinito "{given}"; quelli disponibili sono {presets}.',
  de: 'Es gibt keine Vorlage "{given}"; die Vorlagen sind {presets}.',
  ko: '"{given}"이라는 기본 제공 항목은 없습니다. 있는 항목: {presets}.',
  ru: 'Нет готового набора "{given}"; есть наборы {presets}.',
};

/** That a preset of this name does not exist: in the reader's language where the page shows it. */
export function presetUnknown(
  code: 'model-invalid' | 'agreement-invalid',
  given: string,
  names: Iterable<string>,
  language: Language,
): SettingsError {
  const values = { given, presets: [...names].join(', ') };
  const told = fill(presetUnknownTexts[language], values);
  const problem: SettingsProblem = { severity: 'error', code: 'form', path: '', message: told };
  return new SettingsError(code, fill(presetUnknownTexts.en, values), [problem]);
}

/** Each issue with the place that it is about, as the page shows it. */
export function problemsOf(error: z.ZodError): SettingsProblem[] {
  return error.issues.map(({ path, message }) => {
    const place = placeOf(path.map((part) => (typeof part === 'symbol' ? String(part) : part)));
    return { severity: 'error', code: 'form', path: place, message };
  });
}
