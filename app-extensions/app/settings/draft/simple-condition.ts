import { type Condition, isSame } from './draft.ts';
import { type Fields, isFields } from './is-fields.ts';

/** The conditions that can be entered by form; any other is shown as JSON. */
export const simpleKinds = [
  'lifecycle',
  'property',
  'known',
  'atLeast',
  'activity',
  'deals',
  'quietFor',
  'created',
  'all',
  'any',
] as const;
export type SimpleKind = (typeof simpleKinds)[number];
export type ConditionKind = SimpleKind | 'json';

export const activityKinds = [
  'call',
  'email',
  'email-open',
  'email-click',
  'email-reply',
  'meeting',
  'note',
  'message',
  'form',
  'feedback',
] as const;
export type ActivityKind = (typeof activityKinds)[number];

export const directionChoices = ['any', 'incoming', 'outgoing'] as const;
export const dealPhases = ['open', 'won', 'lost', 'any'] as const;

/** What the form of a kind shows, in the shapes that its fields take. */
export type ShownCondition =
  | { kind: 'lifecycle'; values: string[] }
  | { kind: 'property'; property: string; values: string[] }
  | { kind: 'known'; property: string; known: boolean }
  | { kind: 'atLeast'; property: string; atLeast: number }
  | { kind: 'activity'; values: ActivityKind[]; direction: (typeof directionChoices)[number] }
  | { kind: 'deals'; phase: (typeof dealPhases)[number]; count: number }
  | { kind: 'quietFor'; days: number }
  | { kind: 'created' }
  | { kind: 'all' | 'any'; parts: Condition[] }
  | { kind: 'json' };

/** By which form a condition is entered. */
export function kindOf(condition: unknown): ConditionKind {
  return shownOf(condition).kind;
}

/**
 * A condition as its form shows it. One that says more than the form can show, or whose values the fields can't hold, is JSON:
 * so nothing is lost, and what is wrong can be mended where it stands.
 */
export function shownOf(condition: unknown): ShownCondition {
  return (isFields(condition) && (propertyIn(condition) ?? activityIn(condition) ?? othersIn(condition))) || asJson;
}

const asJson: ShownCondition = { kind: 'json' };

function propertyIn(fields: Fields): ShownCondition | null {
  const { property, is, in: several, known, atLeast } = fields;
  if (!isLine(property)) return null;
  switch (namesOf(fields)) {
    case 'is property':
      return isEnterable([is]) ? { kind: 'property', property, values: [is] as string[] } : null;
    case 'in property':
      return isEnterable(several) ? { kind: 'property', property, values: several } : null;
    case 'known property':
      return typeof known === 'boolean' ? { kind: 'known', property, known } : null;
    case 'atLeast property':
      return isNumber(atLeast) ? { kind: 'atLeast', property, atLeast } : null;
    default:
      return null;
  }
}

function activityIn(fields: Fields): ShownCondition | null {
  const { activity, direction = 'any', quietFor } = fields;
  switch (namesOf(fields)) {
    case 'activity':
      return isChoice(activity, activityKinds) ? { kind: 'activity', values: activity, direction: 'any' } : null;
    case 'activity direction':
      return isChoice(activity, activityKinds) && isOneOf(direction, ['incoming', 'outgoing'] as const)
        ? { kind: 'activity', values: activity, direction }
        : null;
    case 'quietFor':
      return isFields(quietFor) && namesOf(quietFor) === 'days' && isCount(quietFor.days)
        ? { kind: 'quietFor', days: quietFor.days }
        : null;
    default:
      return null;
  }
}

function othersIn(fields: Fields): ShownCondition | null {
  const { lifecycle, deals, count = 1, created, all, any } = fields;
  switch (namesOf(fields)) {
    case 'lifecycle':
      return isTexts(lifecycle) && areDifferent(lifecycle) ? { kind: 'lifecycle', values: lifecycle } : null;
    case 'deals':
    case 'count deals':
      return isOneOf(deals, dealPhases) && isCount(count) ? { kind: 'deals', phase: deals, count } : null;
    case 'created':
      return created === true ? { kind: 'created' } : null;
    case 'all':
      return areConditions(all) ? { kind: 'all', parts: all } : null;
    case 'any':
      return areConditions(any) ? { kind: 'any', parts: any } : null;
    default:
      return null;
  }
}

function namesOf(fields: Fields): string {
  return Object.keys(fields).sort().join(' ');
}

/** A field of one line drops the breaks in what it shows. */
function isLine(value: unknown): value is string {
  return typeof value === 'string' && !/[\r\n]/.test(value);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

/** Whether values come out of a field as they went in: a comma or an outer space within one would make others of them. */
function isEnterable(values: unknown): values is string[] {
  return isTexts(values) && values.every(isLine) && isSame(valuesIn(textOf(values)), values);
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}

function isOneOf<Choice extends string>(value: unknown, choices: readonly Choice[]): value is Choice {
  return choices.some((choice) => choice === value);
}

/** Whether a field of several choices can show it: each of them is offered, and can be chosen once. */
function isChoice<Choice extends string>(value: unknown, choices: readonly Choice[]): value is Choice[] {
  return isTexts(value) && value.every((one) => isOneOf(one, choices)) && areDifferent(value);
}

function areDifferent(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

function areConditions(value: unknown): value is Condition[] {
  return Array.isArray(value) && value.every(isFields);
}

/** What a kind begins with. */
export function emptyCondition(kind: SimpleKind): Condition {
  switch (kind) {
    case 'lifecycle':
      return { lifecycle: ['lead'] };
    case 'property':
      return { property: 'hs_lead_status', in: ['NEW'] };
    case 'known':
      return { property: 'phone', known: true };
    case 'atLeast':
      return { property: 'num_conversion_events', atLeast: 1 };
    case 'activity':
      return { activity: ['call', 'meeting'] };
    case 'deals':
      return { deals: 'open' };
    case 'quietFor':
      return { quietFor: { days: 30 } };
    case 'created':
      return { created: true };
    case 'all':
      return { all: [{ lifecycle: ['lead'] }] };
    case 'any':
      return { any: [{ lifecycle: ['lead'] }] };
  }
}

/** Values as a field shows them: `NEW, OPEN`. */
export function textOf(values: readonly string[]): string {
  return values.join(', ');
}

/** `NEW, OPEN` as its values. */
export function valuesIn(text: string): string[] {
  return text
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
}
