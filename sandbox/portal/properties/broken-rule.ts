import { readInstant } from '../iso-text.ts';
import type { RuleType, ValidationRule } from './validation-rules.ts';

/**
 * What is wrong with a value by a rule; null when the rule lets it pass. HubSpot has published the code and the words for letters
 * alone (`INVALID_ALPHA`); the others are made after these, and nobody should build upon them.
 */
export function brokenRule(
  { ruleType, ruleArguments: [argument = ''] }: ValidationRule,
  value: string,
): { message: string; error: string } | null {
  const rule = rules[ruleType](argument);
  return rule.allows(value) ? null : { message: rule.message, error: rule.error };
}

type Rule = { allows: (value: string) => boolean; message: string; error: string };

const alphabets: Readonly<Record<string, Rule>> = {
  ALPHA_ONLY: { allows: (value) => /^\p{L}*$/u.test(value), message: 'Enter only letters', error: 'INVALID_ALPHA' },
  NUMERIC_ONLY: { allows: (value) => /^\d*$/.test(value), message: 'Enter only numbers', error: 'INVALID_NUMERIC' },
  ALPHANUMERIC: {
    allows: (value) => /^[\p{L}\d]*$/u.test(value),
    message: 'Enter only letters and numbers',
    error: 'INVALID_ALPHANUMERIC',
  },
};

const rules: Readonly<Record<RuleType, (argument: string) => Rule>> = {
  ALPHANUMERIC: (argument) => alphabets[argument]!,
  DECIMAL: (argument) => ({
    allows: (value) => (value.split('.')[1] ?? '').length <= Number(argument),
    message: `Enter a number with no more than ${argument} decimals`,
    error: 'INVALID_DECIMAL',
  }),
  MIN_LENGTH: (argument) => ({
    allows: (value) => [...value].length >= Number(argument),
    message: `Enter at least ${argument} characters`,
    error: 'INVALID_MIN_LENGTH',
  }),
  MAX_LENGTH: (argument) => ({
    allows: (value) => [...value].length <= Number(argument),
    message: `Enter no more than ${argument} characters`,
    error: 'INVALID_MAX_LENGTH',
  }),
  MIN_NUMBER: (argument) => ({
    allows: (value) => Number(value) >= Number(argument),
    message: `Enter a number of at least ${argument}`,
    error: 'INVALID_MIN_NUMBER',
  }),
  MAX_NUMBER: (argument) => ({
    allows: (value) => Number(value) <= Number(argument),
    message: `Enter a number of ${argument} at most`,
    error: 'INVALID_MAX_NUMBER',
  }),
  REGEX: (argument) => ({
    allows: (value) => new RegExp(`^(?:${argument})$`, 'u').test(value),
    message: `Enter a value that fits the pattern ${argument}`,
    error: 'INVALID_REGEX',
  }),
  START_DATE: from,
  START_DATETIME: from,
  END_DATE: until,
  END_DATETIME: until,
};

function from(argument: string): Rule {
  return {
    allows: (value) => (readInstant(value) ?? Number.NEGATIVE_INFINITY) >= readInstant(argument)!,
    message: `Enter a date that is not before ${argument}`,
    error: 'INVALID_START',
  };
}

function until(argument: string): Rule {
  return {
    allows: (value) => (readInstant(value) ?? Number.POSITIVE_INFINITY) <= readInstant(argument)!,
    message: `Enter a date that is not after ${argument}`,
    error: 'INVALID_END',
  };
}
