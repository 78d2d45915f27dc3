import { z } from 'zod';
import { validationError } from '../api-error.ts';
import { readInstant } from '../iso-text.ts';
import type { ObjectType } from '../object-types.ts';
import type { PropertyDefinition, PropertyType } from './property-definition.ts';

/** The kinds of rules that the portal holds writes to. HubSpot has more; their arguments are not described. */
export const ruleTypes = [
  'ALPHANUMERIC',
  'DECIMAL',
  'END_DATE',
  'END_DATETIME',
  'MAX_LENGTH',
  'MAX_NUMBER',
  'MIN_LENGTH',
  'MIN_NUMBER',
  'REGEX',
  'START_DATE',
  'START_DATETIME',
] as const;
export type RuleType = (typeof ruleTypes)[number];

/** A rule as HubSpot's property validations API tells it. Source: its published description at 2026-09. */
export const validationRuleSchema = z.strictObject({
  ruleType: z.enum(ruleTypes),
  ruleArguments: z.array(z.string()).length(1),
  /** Told as it was given; the portal changes no value before it judges it. */
  shouldApplyNormalization: z.boolean().default(false),
});
export type ValidationRule = z.output<typeof validationRuleSchema>;

/** The rules that admins have put on properties: at most one of each kind on a property. */
export type ValidationRules = {
  of(type: ObjectType, property: string): readonly ValidationRule[];
  /** Adds a rule, or puts it in the place of the one of its kind. */
  put(type: ObjectType, property: string, rule: ValidationRule): void;
  /** Takes all rules off a property. */
  clear(type: ObjectType, property: string): void;
};

export function createValidationRules(): ValidationRules {
  const rules = new Map<string, Map<RuleType, ValidationRule>>();
  const keyOf = (type: ObjectType, property: string) => `${type}/${property}`;
  return {
    of: (type, property) => [...(rules.get(keyOf(type, property))?.values() ?? [])],
    put: (type, property, rule) => {
      const known = rules.get(keyOf(type, property)) ?? new Map();
      rules.set(keyOf(type, property), known.set(rule.ruleType, rule));
    },
    clear: (type, property) => {
      rules.delete(keyOf(type, property));
    },
  };
}

const alphabets = ['ALPHANUMERIC', 'ALPHA_ONLY', 'NUMERIC_ONLY'];
const isCount = (text: string) => /^\d+$/.test(text);
const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text));
const isInstant = (text: string) => readInstant(text) !== null;

/** Which type of property a kind of rule is for, and which argument it takes. */
const uses: Readonly<Record<RuleType, { type: PropertyType; takes: (argument: string) => boolean }>> = {
  ALPHANUMERIC: { type: 'string', takes: (argument) => alphabets.includes(argument) },
  DECIMAL: { type: 'number', takes: isCount },
  END_DATE: { type: 'date', takes: isInstant },
  END_DATETIME: { type: 'datetime', takes: isInstant },
  MAX_LENGTH: { type: 'string', takes: isCount },
  MAX_NUMBER: { type: 'number', takes: isNumber },
  MIN_LENGTH: { type: 'string', takes: isCount },
  MIN_NUMBER: { type: 'number', takes: isNumber },
  REGEX: { type: 'string', takes: isPattern },
  START_DATE: { type: 'date', takes: isInstant },
  START_DATETIME: { type: 'datetime', takes: isInstant },
};

/** Throws HubSpot's 400 for a rule that is not for properties of this type, or whose argument makes no sense. */
export function refuseUnfitRule(definition: PropertyDefinition, { ruleType, ruleArguments }: ValidationRule): void {
  const { type, takes } = uses[ruleType];
  if (definition.type !== type) {
    throw validationError(
      `${ruleType} is a rule for properties of type ${type}; ${definition.name} is no such property.`,
    );
  }
  const [argument = ''] = ruleArguments;
  if (!takes(argument)) throw validationError(`${ruleType} does not take the argument "${argument}".`);
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}
