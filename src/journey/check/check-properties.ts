import { buyingRoleProperty } from '../evidence/evidence.ts';
import { propertyFreshness } from '../models/followed-properties.ts';
import type { Model } from '../models/model-schema.ts';
import { nearestName } from '../models/nearest-name.ts';
import { asOfTag, tagNames } from '../tags.ts';
import { anchorOf } from './check-normal-form.ts';
import type { LeafPlace } from './check-places.ts';
import type { ModelContext } from './check-portal.ts';
import { type ModelPath, type ModelProblem, modelProblem, placeOf } from './check-problem.ts';
import { propertyOfOthers, searchInText } from './check-property-kind.ts';
import { wrongOptions, wrongType } from './check-property-test.ts';
import { meantIn } from './meant-name.ts';
import { listed, nothing, type Said, say } from './said.ts';

/** A property as a portal defines it. `type` is HubSpot's: string, number, bool, enumeration, date, datetime … */
export type KnownProperty = { type: string; options?: readonly { value: string }[] };

/** A portal's definitions of properties, by the objects whose own properties a condition can look at. */
export type KnownProperties = Partial<Record<'contact' | 'deal', ReadonlyMap<string, KnownProperty>>>;

const tags: ReadonlySet<string> = new Set([...Object.values(tagNames), asOfTag]);

/** Finds properties that the portal does not have, whose changes the app is not told of, or that can't be tested like this. */
export function checkProperties(model: Model, leaves: readonly LeafPlace[], portal: ModelContext): ModelProblem[] {
  const used = usedProperties(model, leaves);
  return [
    ...[...used].flatMap(([name, paths]) => checkName(name, paths, portal)),
    ...notFollowed(
      [...used].filter(([name]) => isKnown(name, portal) && !tags.has(name)),
      portal,
    ),
    ...leaves.flatMap(propertyOfOthers),
    ...leaves.flatMap(({ leaf, path }) => {
      if (!('property' in leaf)) return [];
      const definitions = definitionsOf(leaf.property, portal.properties);
      return [
        wrongType(leaf, path, definitions),
        searchInText(leaf, path, definitions),
        ...wrongOptions(leaf, path, definitions),
      ].filter((problem) => problem !== null);
    }),
    ...checkRoles(model, leaves, portal),
  ];
}

/** Every property that is named, and each place that names it. */
function usedProperties(model: Model, leaves: readonly LeafPlace[]): Map<string, ModelPath[]> {
  const used = new Map<string, ModelPath[]>();
  const add = (name: string, path: ModelPath) => used.set(name, [...(used.get(name) ?? []), path]);
  for (const { leaf, path } of leaves) {
    if ('property' in leaf) add(leaf.property, path);
    const anchor = anchorOf(leaf);
    if (typeof anchor === 'object' && anchor !== null && 'property' in anchor) {
      add(anchor.property, [...path, 'since' in leaf ? 'since' : 'after']);
    }
  }
  model.questions.forEach(({ answer }, index) => {
    if ('property' in answer && typeof answer.property === 'string')
      add(answer.property, ['questions', index, 'answer']);
  });
  return used;
}

function checkName(name: string, paths: readonly ModelPath[], portal: ModelContext): ModelProblem[] {
  const path = paths[0] ?? [];
  const others = othersOf(paths);
  if (tags.has(name)) {
    return [modelProblem('warning', 'own-tag', path, say('own-tag', { property: name, others }))];
  }
  if (isKnown(name, portal)) return [];
  const names = Object.values(portal.properties ?? {}).flatMap((definitions) => [...definitions.keys()]);
  const guess = meantIn(name, names);
  const said =
    guess === nothing
      ? say('property-unknown', { property: name, others })
      : say('property-misspelt', { property: name, guess, others });
  return [modelProblem('error', 'property-unknown', path, said)];
}

function isKnown(name: string, { properties }: ModelContext): boolean {
  return properties === null || definitionsOf(name, properties).length > 0;
}

/** One finding for all of them: it is the same of each, and most models of a portal's own have several. */
function notFollowed(
  used: readonly (readonly [string, readonly ModelPath[]])[],
  { properties, followed, untold }: ModelContext,
): ModelProblem[] {
  const late = used.filter(([name]) => propertyFreshness(name, followed) === 'read');
  const [first] = late;
  if (first === undefined) return [];
  const names = properties === null ? followed : [];
  const delay = say(`delay-${untold ?? 'unknown'}`);
  const [name, paths] = first;
  const said =
    late.length === 1
      ? say('property-not-followed', {
          ...{ property: name, delay },
          ...{ guess: meantIn(name, names), others: othersOf(paths) },
        })
      : say('properties-not-followed', {
          ...{ count: late.length, delay },
          properties: listed(
            late.map(([each, places]) => propertyAt(each, places[0] ?? [], names)),
            'semicolon',
          ),
        });
  return [modelProblem('warning', 'property-not-followed', paths[0] ?? [], said)];
}

function propertyAt(property: string, path: ModelPath, names: Iterable<string>): Said {
  const meant = nearestName(property, names);
  const at = { property, place: placeOf(path) };
  return meant === null ? say('property-at', at) : say('property-at-misspelt', { ...at, meant });
}

function othersOf(paths: readonly ModelPath[]): Said | typeof nothing {
  if (paths.length === 1) return nothing;
  return say('more-places', { count: paths.length - 1, place: placeOf(paths[1] ?? []) });
}

function definitionsOf(name: string, properties: KnownProperties | null): KnownProperty[] {
  const all = Object.values(properties ?? {});
  return all.map((definitions) => definitions.get(name)).filter((definition) => definition !== undefined);
}

/** Buying roles that are asked for are options of one property of contacts. */
function checkRoles(model: Model, leaves: readonly LeafPlace[], { properties }: ModelContext): ModelProblem[] {
  const options = properties?.contact?.get(buyingRoleProperty)?.options?.map(({ value }) => value) ?? [];
  if (options.length === 0) return [];
  const asked = leaves.flatMap(({ leaf, path }) =>
    'associated' in leaf ? (leaf.roles ?? []).map((role, index) => ({ role, path: [...path, 'roles', index] })) : [],
  );
  const group = (model.buyingGroup?.roles ?? []).map(({ id }, index) => {
    return { role: id, path: ['buyingGroup', 'roles', index, 'id'] };
  });
  return [...asked, ...group].flatMap(({ role, path }) => {
    if (options.includes(role)) return [];
    const said = say('role-unknown', { role, guess: meantIn(role, options), present: listed(options) });
    return [modelProblem('error', 'option-unknown', path, said)];
  });
}
