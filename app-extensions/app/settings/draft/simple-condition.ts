import type { Condition } from './draft.ts';

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

type Fields = Record<string, unknown>;

/** By which form a condition is entered: one that says more than the form can show is JSON, so that nothing is lost. */
export function kindOf(condition: Condition): ConditionKind {
  const fields = condition as Fields;
  const has = (...names: string[]) => Object.keys(fields).sort().join() === [...names].sort().join();
  if (has('lifecycle')) return 'lifecycle';
  if (has('property', 'in') || has('property', 'is')) return 'property';
  if (has('property', 'known')) return 'known';
  if (has('property', 'atLeast')) return 'atLeast';
  if (has('activity') || has('activity', 'direction')) return 'activity';
  if (has('deals') || has('deals', 'count')) return 'deals';
  if (has('quietFor') && Object.keys(fields.quietFor as Fields).join() === 'days') return 'quietFor';
  if (has('created')) return 'created';
  if (has('all')) return 'all';
  return has('any') ? 'any' : 'json';
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

/** `NEW, OPEN` as its values. */
export function valuesIn(text: string): string[] {
  return text
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

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
