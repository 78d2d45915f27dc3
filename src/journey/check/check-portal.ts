import type { UntoldBy } from '../models/followed-properties.ts';
import type { Model } from '../models/model-schema.ts';
import { defaultLifecycleStages, type PortalMetadata } from '../portal-metadata.ts';
import { anchorOf } from './check-normal-form.ts';
import { type ConditionPlace, type LeafPlace, placedLeaves } from './check-places.ts';
import { type ModelProblem, modelProblem } from './check-problem.ts';
import { checkProperties, type KnownProperties } from './check-properties.ts';
import { meantIn } from './meant-name.ts';
import { listed, nothing, type SaidList, say } from './said.ts';

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
      const guess = meantIn(value, defaults);
      const said = say('lifecycle-not-standard', { value, guess });
      return guess === nothing ? [] : [modelProblem('warning', 'lifecycle-unknown', path, said)];
    });
  }
  const labelled = (value: string) => metadata?.lifecycleStages.find(({ label }) => label === value)?.value;
  const problems = unknown.map((value) => {
    const meant = labelled(value);
    const guess = meant === undefined ? meantIn(value, known) : say('label-of-value', { meant });
    const said = say('lifecycle-unknown', { value, guess, present: listed(present) });
    return modelProblem('error', 'lifecycle-unknown', path, said);
  });
  // A portal may have taken out some of HubSpot's stages; a list that still names another is fine.
  if (problems.length > 0 || named.length === 0 || named.some((value) => present.includes(value))) return problems;
  const said = say('lifecycle-taken-out', { values: quoted(named), present: listed(present) });
  return [modelProblem('warning', 'lifecycle-unknown', path, said)];
}

function quoted(values: readonly string[]): SaidList {
  return listed(
    values.map((value) => `"${value}"`),
    'and',
  );
}

function lifecycleStagesOf(leaf: LeafPlace['leaf']): string[] {
  if ('lifecycle' in leaf) return leaf.lifecycle;
  if ('lifecycleBefore' in leaf) return [leaf.lifecycleBefore];
  if (!('property' in leaf) || leaf.property !== 'lifecyclestage') return [];
  return leaf.in ?? [leaf.is, leaf.became].filter((value) => value !== undefined).filter((value) => value !== '');
}

function pipelineProblems({ leaf, path }: LeafPlace, metadata: PortalMetadata | null): ModelProblem[] {
  if (!('deals' in leaf || 'tickets' in leaf) || leaf.pipelines === undefined) return [];
  const [present, sentence] =
    'deals' in leaf
      ? ([metadata?.dealPipelines, 'deal-pipeline-unknown'] as const)
      : ([metadata?.ticketPipelines, 'ticket-pipeline-unknown'] as const);
  // Tickets are read only where the account has granted it.
  if (present === undefined) return [];
  const ids = present.map(({ id }) => id);
  return leaf.pipelines.flatMap((given, index) => {
    if (ids.includes(given)) return [];
    const meant = present.find(({ label }) => label === given)?.id;
    const guess = meant === undefined ? meantIn(given, ids) : say('label-of-id', { meant });
    const list = listed(present.map(({ id, label }) => `${id} (${label})`));
    const said = say(sentence, { pipeline: given, guess, present: list });
    return [modelProblem('error', 'pipeline-unknown', [...path, 'pipelines', index], said)];
  });
}

function ticketProblems({ leaf, path }: LeafPlace, metadata: PortalMetadata | null): ModelProblem[] {
  const anchor = anchorOf(leaf);
  const asks = 'tickets' in leaf || (typeof anchor === 'object' && anchor !== null && 'tickets' in anchor);
  if (!asks || metadata === null || metadata.ticketPipelines !== undefined) return [];
  return [modelProblem('warning', 'tickets-not-granted', path, say('tickets-not-granted'))];
}

function roleProblems({ leaf, path }: LeafPlace): ModelProblem[] {
  if (!('associated' in leaf) || leaf.roles === undefined || leaf.associated === 'contact') return [];
  const said = say(leaf.associated === 'company' ? 'roles-of-company' : 'roles-of-deal');
  return [modelProblem('warning', 'roles-of-others', [...path, 'roles'], said)];
}
