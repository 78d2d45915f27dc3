import type { UntoldBy } from '../models/followed-properties.ts';
import type { Model } from '../models/model-schema.ts';
import { didYouMean } from '../models/nearest-name.ts';
import { defaultLifecycleStages, type PortalMetadata } from '../portal-metadata.ts';
import { anchorOf } from './check-normal-form.ts';
import { type ConditionPlace, type LeafPlace, placedLeaves } from './check-places.ts';
import { type ModelProblem, modelProblem } from './check-problem.ts';
import { checkProperties, type KnownProperties } from './check-properties.ts';

/** What is known of the portal that a model is for. `null` is what was never read; nothing is said of it then. */
export type ModelContext = {
  metadata: PortalMetadata | null;
  properties: KnownProperties | null;
  /** The properties whose changes HubSpot pushes to the app. */
  followed: ReadonlySet<string>;
  /** How the portal's other properties are heard of; left out where it is not known. */
  untold?: UntoldBy;
};

/** Finds what a model speaks of and the portal does not have. */
export function checkPortal(model: Model, places: readonly ConditionPlace[], portal: ModelContext): ModelProblem[] {
  const leaves = places.flatMap(({ when, path }) => [...placedLeaves(when, path)]);
  return [
    ...checkProperties(model, leaves, portal),
    ...leaves.flatMap((leaf) => [
      ...lifecycleProblems(leaf, portal.metadata),
      ...pipelineProblems(leaf, portal.metadata),
      ...ticketProblems(leaf, portal.metadata),
      ...roleProblems(leaf),
    ]),
  ];
}

const defaults: readonly string[] = defaultLifecycleStages;

function lifecycleProblems({ leaf, path }: LeafPlace, metadata: PortalMetadata | null): ModelProblem[] {
  const named = lifecycleStagesOf(leaf);
  const present = metadata?.lifecycleStages.map(({ value }) => value) ?? null;
  const known = new Set([...defaults, ...(present ?? [])]);
  const unknown = named.filter((value) => !known.has(value));
  if (present === null) {
    // A portal may have stages of its own; what is nearly one of HubSpot's is a slip.
    return unknown.flatMap((value) => {
      const guess = didYouMean(value, defaults);
      const text = `"${value}" is none of HubSpot's own lifecycle stages.${guess}`;
      return guess === '' ? [] : [modelProblem('warning', 'lifecycle-unknown', path, text)];
    });
  }
  const labelled = (value: string) => metadata?.lifecycleStages.find(({ label }) => label === value)?.value;
  const problems = unknown.map((value) => {
    const meant = labelled(value);
    const guess =
      meant === undefined ? didYouMean(value, known) : ` That is the label of "${meant}"; write this value.`;
    const text = `This portal has no lifecycle stage "${value}".${guess} It has: ${present.join(', ')}.`;
    return modelProblem('error', 'lifecycle-unknown', path, text);
  });
  // A portal may have taken out some of HubSpot's stages; a list that still names another is fine.
  if (problems.length > 0 || named.length === 0 || named.some((value) => present.includes(value))) return problems;
  const text =
    `This portal has taken out ${named.map((value) => `"${value}"`).join(' and ')}, so this holds of no record that is changed from ` +
    `now on. It has: ${present.join(', ')}.`;
  return [modelProblem('warning', 'lifecycle-unknown', path, text)];
}

function lifecycleStagesOf(leaf: LeafPlace['leaf']): string[] {
  if ('lifecycle' in leaf) return leaf.lifecycle;
  if ('lifecycleBefore' in leaf) return [leaf.lifecycleBefore];
  if (!('property' in leaf) || leaf.property !== 'lifecyclestage') return [];
  return leaf.in ?? [leaf.is, leaf.became].filter((value) => value !== undefined).filter((value) => value !== '');
}

function pipelineProblems({ leaf, path }: LeafPlace, metadata: PortalMetadata | null): ModelProblem[] {
  if (!('deals' in leaf || 'tickets' in leaf) || leaf.pipelines === undefined) return [];
  const [present, kind] = 'deals' in leaf ? [metadata?.dealPipelines, 'deal'] : [metadata?.ticketPipelines, 'ticket'];
  // Tickets are read only where the account has granted it.
  if (present === undefined) return [];
  const ids = present.map(({ id }) => id);
  return leaf.pipelines.flatMap((given, index) => {
    if (ids.includes(given)) return [];
    const meant = present.find(({ label }) => label === given)?.id;
    const guess = meant === undefined ? didYouMean(given, ids) : ` That is the label of "${meant}"; write the id.`;
    const list = present.map(({ id, label }) => `${id} (${label})`).join(', ');
    const text = `This portal has no ${kind} pipeline with the id "${given}".${guess} It has: ${list}.`;
    return [modelProblem('error', 'pipeline-unknown', [...path, 'pipelines', index], text)];
  });
}

function ticketProblems({ leaf, path }: LeafPlace, metadata: PortalMetadata | null): ModelProblem[] {
  const anchor = anchorOf(leaf);
  const asks = 'tickets' in leaf || (typeof anchor === 'object' && anchor !== null && 'tickets' in anchor);
  if (!asks || metadata === null || metadata.ticketPipelines !== undefined) return [];
  const text =
    'This portal has not let the app read tickets, so none is known. Install the app again with the scope "tickets".';
  return [modelProblem('warning', 'tickets-not-granted', path, text)];
}

function roleProblems({ leaf, path }: LeafPlace): ModelProblem[] {
  if (!('associated' in leaf) || leaf.roles === undefined || leaf.associated === 'contact') return [];
  const text = `A ${leaf.associated} has no buying role. Ask for "associated": "contact", or leave "roles" out.`;
  return [modelProblem('warning', 'roles-of-others', [...path, 'roles'], text)];
}
