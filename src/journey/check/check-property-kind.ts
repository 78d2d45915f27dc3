import type { PropertyTest } from '../conditions/condition-schema.ts';
import { anchorOf } from './check-normal-form.ts';
import type { LeafPlace } from './check-places.ts';
import { type ModelPath, type ModelProblem, modelProblem } from './check-problem.ts';
import type { KnownProperty } from './check-properties.ts';

/** Properties that deals have and contacts don't, with what asks for them instead. */
const dealAnswers: ReadonlyMap<string, string> = new Map([
  ['dealstage', '"probabilityAtLeast" and "probabilityBelow", or with "won" and "lost"'],
  ['pipeline', '"pipelines"'],
  ['amount', '"amountAtLeast" and "amountBelow"'],
  ['closed_lost_reason', '"lostReasons"'],
  ['closed_won_reason', '"won"'],
  ['closedate', '"won" and "lost", or measure from {"deals": "won"}'],
  ['dealtype', '"pipelines"'],
]);

const ticketAnswers: ReadonlyMap<string, string> = new Map([
  ['hs_pipeline', '"pipelines"'],
  ['hs_pipeline_stage', '"open" and "closed"'],
  ['hs_ticket_priority', '"priorities"'],
]);

/** A property of a deal or a ticket, asked as if it were the record's own: a contact never has it. */
export function propertyOfOthers({ leaf, path }: LeafPlace): ModelProblem[] {
  const anchor = anchorOf(leaf);
  const point = typeof anchor === 'object' && anchor !== null && 'property' in anchor ? anchor.property : null;
  const name = 'property' in leaf ? leaf.property : point;
  if (name === null) return [];
  const [kind, answer] = dealAnswers.has(name)
    ? ['deals', dealAnswers.get(name)]
    : ['tickets', ticketAnswers.get(name)];
  if (answer === undefined) return [];
  const never =
    name === 'dealstage' || name === 'hs_pipeline_stage' ? ' The id of a stage is good for one portal alone.' : '';
  const text =
    `"${name}" is a property of ${kind}, and "property" asks the record itself: of a contact this is never known. Ask with "${kind}" ` +
    `and ${answer}.${never}`;
  return [modelProblem('warning', 'property-of-others', path, text)];
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
  const text =
    `"includes" finds one of the values of a property that holds several, and "${test.property}" holds one. There is no search within a ` +
    'text: ask for whole values with "is" or "in".';
  return modelProblem('warning', 'includes-of-one', path, text);
}
