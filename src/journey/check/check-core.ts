import type { LeafCondition } from '../conditions/condition-schema.ts';
import type { Model } from '../models/model-schema.ts';
import type { Literal } from './check-normal-form.ts';
import { placeOf } from './check-problem.ts';
import { pointsOf } from './check-refute.ts';

/** Says in a sentence or two why these leaves can't be together, and what to do. */
export function describeCore(model: Model, core: readonly Literal[]): string {
  const [only, ...others] = core;
  if (only === undefined) return 'its parts contradict each other. Leave one of them out.';
  if (others.length === 0) return describeAlone(model, only);
  return `${joined(core.map(describeLiteral))} contradict each other. Leave one out, or join them with "any".`;
}

function describeAlone(model: Model, { leaf, holds, scope }: Literal): string {
  if ('mark' in leaf) {
    const marks = model.stages.flatMap((stage) => stage.marks.map(({ outcome }) => outcome));
    const known = marks.length === 0 ? 'The model has no marks' : `There are: ${[...new Set(marks)].join(', ')}`;
    return `no stage that a record can be in here has the mark "${leaf.mark}". ${known}; add it to "marks" of the stage.`;
  }
  if ('readiness' in leaf) {
    const { most, least } = pointsOf(model);
    if (!holds) return `${textOf(leaf)} always holds: the signals never give fewer than ${least} points. Ask for more.`;
    return model.readiness === undefined
      ? 'the model gives no points. Add "readiness" with its signals.'
      : `all signals together give ${most} points. Ask for ${most} or fewer.`;
  }
  if (scope === 'visit' && !('property' in leaf || 'deals' in leaf)) return `${textOf(leaf)} needs a visit.`;
  return `${textOf(leaf)} ${whyImpossible(leaf)}`;
}

function whyImpossible(leaf: LeafCondition): string {
  if ('deals' in leaf) {
    const isDecided = leaf.deals === 'won' || leaf.deals === 'lost';
    const decided = `A deal that is ${leaf.deals} has the probability ${leaf.deals === 'won' ? 1 : 0}; leave it out.`;
    const isAmount = (leaf.amountAtLeast ?? Number.NEGATIVE_INFINITY) >= (leaf.amountBelow ?? Number.POSITIVE_INFINITY);
    return isDecided && !isAmount
      ? `selects no deal. ${decided}`
      : 'selects no deal: the lower limit must lie under the upper one.';
  }
  if ('property' in leaf && leaf.includes !== undefined) {
    return 'asks for a value that no list has: give one value, without semicolons and without blanks around it.';
  }
  const isEmpty = 'property' in leaf && (leaf.is ?? leaf.in) !== undefined;
  if (isEmpty || 'lifecycle' in leaf || 'lifecycleBefore' in leaf) {
    return 'asks for an empty value, which is none: write {"property": …, "known": false}.';
  }
  return 'asks for what no record can have.';
}

function describeLiteral({ leaf, holds, scope, path }: Literal): string {
  const since = scope === 'visit' ? ' in this visit' : '';
  return `${holds ? '' : 'not '}${textOf(leaf)}${since} at ${placeOf(path)}`;
}

const longestText = 100;

/** A leaf as it stands in the file, in one line. */
function textOf(leaf: LeafCondition): string {
  const text = JSON.stringify(leaf);
  return text.length <= longestText ? text : `${text.slice(0, longestText - 1)}…`;
}

function joined(texts: readonly string[]): string {
  return [texts.slice(0, -1).join(', '), texts.at(-1)].filter((text) => text !== '').join(' and ');
}
