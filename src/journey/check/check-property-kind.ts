import type { PropertyTest } from '../conditions/condition-schema.ts';
import { anchorOf } from './check-normal-form.ts';
import type { LeafPlace } from './check-places.ts';
import { type ModelPath, type ModelProblem, modelProblem } from './check-problem.ts';
import type { KnownProperty } from './check-properties.ts';
import { nothing, type SaidValue, say } from './said.ts';

/** Properties that deals have and contacts don't, with what asks for them instead. */
const dealAnswers: ReadonlyMap<string, SaidValue> = new Map<string, SaidValue>([
  ['dealstage', say('ask-probability')],
  ['pipeline', '"pipelines"'],
  ['amount', say('ask-two', { first: 'amountAtLeast', second: 'amountBelow' })],
  ['closed_lost_reason', '"lostReasons"'],
  ['closed_won_reason', '"won"'],
  ['closedate', say('ask-closing')],
  ['dealtype', '"pipelines"'],
]);

const ticketAnswers: ReadonlyMap<string, SaidValue> = new Map<string, SaidValue>([
  ['hs_pipeline', '"pipelines"'],
  ['hs_pipeline_stage', say('ask-two', { first: 'open', second: 'closed' })],
  ['hs_ticket_priority', '"priorities"'],
]);

/** A property of a deal or a ticket, asked as if it were the record's own: a contact never has it. */
export function propertyOfOthers({ leaf, path }: LeafPlace): ModelProblem[] {
  const anchor = anchorOf(leaf);
  const point = typeof anchor === 'object' && anchor !== null && 'property' in anchor ? anchor.property : null;
  const name = 'property' in leaf ? leaf.property : point;
  if (name === null) return [];
  const answer = dealAnswers.get(name) ?? ticketAnswers.get(name);
  if (answer === undefined) return [];
  const never = name === 'dealstage' || name === 'hs_pipeline_stage' ? say('id-of-one-portal') : nothing;
  const sentence = dealAnswers.has(name) ? 'property-of-deals' : 'property-of-tickets';
  return [modelProblem('warning', 'property-of-others', path, say(sentence, { property: name, answer, never }))];
}

/** Of HubSpot's own properties those that hold one value, whatever the portal. */
const singleValued: ReadonlySet<string> = new Set([
  ...[
    'email',
    'firstname',
    'lastname',
    'company',
    'jobtitle',
    'phone',
    'mobilephone',
    'website',
    'address',
    'city',
    'state',
  ],
  ...['zip', 'country', 'name', 'domain', 'recent_conversion_event_name', 'first_conversion_event_name', 'dealname'],
  ...['lifecyclestage', 'hs_lead_status', 'hubspot_owner_id', 'hs_analytics_source'],
]);

/** That "includes" is asked of a property with one value: it compares whole values and looks for no text within them. */
export function searchInText(
  test: PropertyTest,
  path: ModelPath,
  definitions: readonly KnownProperty[],
): ModelProblem | null {
  if (test.includes === undefined) return null;
  const holdsOne =
    singleValued.has(test.property) ||
    (definitions.length > 0 && definitions.every(({ type }) => type !== 'enumeration'));
  if (!holdsOne) return null;
  return modelProblem('warning', 'includes-of-one', path, say('includes-of-one', { property: test.property }));
}
