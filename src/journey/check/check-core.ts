import type { LeafCondition } from '../conditions/condition-schema.ts';
import type { Model } from '../models/model-schema.ts';
import type { Literal } from './check-normal-form.ts';
import { placeOf } from './check-problem.ts';
import { pointsOf } from './check-refute.ts';
import { listed, type Said, say } from './said.ts';
import type { SentenceName } from './texts/problem-texts.ts';

/** Why these leaves can't be together, and what to do: a sentence or two. */
export function describeCore(model: Model, core: readonly Literal[]): Said {
  const [only, ...others] = core;
  if (only === undefined) return say('parts-contradict');
  if (others.length === 0) return describeAlone(model, only);
  return say('leaves-contradict', { leaves: listed(core.map(describeLiteral), 'and-last') });
}

function describeAlone(model: Model, { leaf, holds, scope }: Literal): Said {
  if ('mark' in leaf) {
    const marks = [...new Set(model.stages.flatMap((stage) => stage.marks.map(({ outcome }) => outcome)))];
    const { mark } = leaf;
    return marks.length === 0 ? say('marks-missing', { mark }) : say('mark-unknown', { mark, marks: listed(marks) });
  }
  if ('readiness' in leaf) {
    const { most, least } = pointsOf(model);
    if (!holds) return say('points-always', { leaf: textOf(leaf), least });
    return model.readiness === undefined ? say('points-none') : say('points-too-many', { most });
  }
  const sentence = scope === 'visit' && !('property' in leaf || 'deals' in leaf) ? 'visit-needed' : whyImpossible(leaf);
  return say(sentence, { leaf: textOf(leaf) });
}

function whyImpossible(leaf: LeafCondition): SentenceName {
  if ('deals' in leaf) {
    const isAmount = (leaf.amountAtLeast ?? Number.NEGATIVE_INFINITY) >= (leaf.amountBelow ?? Number.POSITIVE_INFINITY);
    if (isAmount || !(leaf.deals === 'won' || leaf.deals === 'lost')) return 'deal-limits';
    return leaf.deals === 'won' ? 'deal-won' : 'deal-lost';
  }
  if ('property' in leaf && leaf.includes !== undefined) return 'value-of-no-list';
  const isEmpty = 'property' in leaf && (leaf.is ?? leaf.in) !== undefined;
  return isEmpty || 'lifecycle' in leaf || 'lifecycleBefore' in leaf ? 'value-empty' : 'impossible';
}

function describeLiteral({ leaf, holds, scope, path }: Literal): Said {
  const sentence = scope === 'visit' ? (holds ? 'leaf-visit' : 'leaf-not-visit') : holds ? 'leaf' : 'leaf-not';
  return say(sentence, { leaf: textOf(leaf), place: placeOf(path) });
}

const longestText = 100;

/** A leaf as it stands in the file, in one line. */
function textOf(leaf: LeafCondition): string {
  const text = JSON.stringify(leaf);
  return text.length <= longestText ? text : `${text.slice(0, longestText - 1)}…`;
}
