import type { LeafCondition, QuietTest } from '../conditions/condition-schema.ts';
import type { Instant } from '../instant.ts';
import type { Texts } from '../texts.ts';
import { conditionTexts } from './condition-texts.ts';
import { activityTexts, detailTexts, sideTexts } from './condition-words.ts';
import { associationClause, dealClause, ticketClause } from './count-clauses.ts';
import type { LeafNeed } from './need.ts';
import { propertyClause } from './property-clause.ts';
import { type ClauseParts, fill, listOf, type SentenceWords, sinceAnchor } from './sentence-words.ts';

/**
 * A condition that must hold, or cease to, as a clause that can follow "when". `isFollowed`: another clause follows it, joined
 * by "and", for which Korean has a form of its own. `dateToOmit`: an instant that the sentence tells elsewhere.
 */
export function conditionClause(
  need: LeafNeed,
  words: SentenceWords,
  { isFollowed = false, dateToOmit = null }: { isFollowed?: boolean; dateToOmit?: Instant | null } = {},
): string {
  const { text, values = {}, details = [] } = partsOf(need, words);
  const { language, forms } = words;
  const bracket = [...details, ...withinDetails(need, words)];
  if (need.at !== null && need.at !== dateToOmit)
    bracket.push(fill(detailTexts.date[language], { x: forms.day(need.at) }));
  const told = bracket.length === 0 ? '' : `${language === 'ko' ? '' : ' '}(${bracket.join('; ')})`;
  const template = text[language].includes('{details}') ? text[language] : `${text[language]}{details}`;
  return fill(isFollowed && language === 'ko' ? koreanAnd(template) : template, { ...values, details: told });
}

function withinDetails({ within, isAgain }: LeafNeed, { language, isCircular }: SentenceWords): string[] {
  if (isAgain) return [detailTexts.again[language]];
  if (within === 'visit') return [detailTexts.visit[language]];
  return within === 'ever' && isCircular ? [detailTexts.ever[language]] : [];
}

function partsOf({ condition, must, points }: LeafNeed, words: SentenceWords): ClauseParts {
  const holds = must === 'hold';
  const either = (yes: Texts, no: Texts) => (holds ? yes : no);
  const { language, forms } = words;
  if ('created' in condition) return { text: conditionTexts.created };
  if ('lifecycle' in condition) {
    const values = { values: listOf(condition.lifecycle.map(words.lifecycleLabel), words) };
    return { text: either(conditionTexts.lifecycle, conditionTexts.noLifecycle), values };
  }
  if ('lifecycleBefore' in condition) {
    const values = { values: forms.quote(words.lifecycleLabel(condition.lifecycleBefore)) };
    return { text: either(conditionTexts.lifecycleBefore, conditionTexts.noLifecycleBefore), values };
  }
  if ('property' in condition) return propertyClause(condition, holds, words);
  if ('deals' in condition) return dealClause(condition, holds, words);
  if ('tickets' in condition) return ticketClause(condition, holds, words);
  if ('associated' in condition) return associationClause(condition, holds, words);
  if ('activity' in condition) {
    const kinds = condition.activity.map((kind) => activityTexts[kind][language]);
    const details = [condition.direction, condition.by]
      .filter((side) => side !== undefined)
      .map((side) => sideTexts[side][language]);
    if (condition.after !== undefined) {
      details.push(fill(detailTexts.after[language], { x: sinceAnchor(condition.after, words) }));
    }
    return {
      text: either(conditionTexts.activity, conditionTexts.noActivity),
      values: { activities: forms.or(kinds) },
      details,
    };
  }
  if ('engagement' in condition) {
    const { engagement } = condition;
    return { text: either(conditionTexts[`engagement-${engagement}`], conditionTexts[`no-engagement-${engagement}`]) };
  }
  if ('mark' in condition) {
    const values = { values: forms.quote(words.outcomeLabel(condition.mark)) };
    return { text: either(conditionTexts.mark, conditionTexts.noMark), values };
  }
  if ('readiness' in condition) {
    const details = points === undefined ? [] : [fill(detailTexts.points[language], { x: forms.number(points) })];
    const values = { count: forms.number(condition.readiness.atLeast) };
    return { text: either(conditionTexts.readiness, conditionTexts.noReadiness), values, details };
  }
  return timeClause(condition, holds, words);
}

type ElapsedTest = Extract<LeafCondition, { elapsed: unknown }>;

function timeClause(condition: ElapsedTest | QuietTest, holds: boolean, words: SentenceWords): ClauseParts {
  const { forms } = words;
  if ('elapsed' in condition) {
    const values = { time: forms.duration(condition.elapsed), since: sinceAnchor(condition.since, words) };
    return { text: holds ? conditionTexts.elapsed : conditionTexts.noElapsed, values };
  }
  if (!holds) return { text: conditionTexts.noQuiet };
  const details = condition.since === undefined ? [] : [sinceAnchor(condition.since, words)];
  return { text: conditionTexts.quiet, values: { time: forms.duration(condition.quietFor) }, details };
}

const koreanEndings = [
  ['아닐 때', '아니고'],
  ['될 때', '되고'],
  ['바뀔 때', '바뀌고'],
  ['일 때', '이고'],
  ['을 때', '고'],
] as const;

/** The form of a clause that another one follows: the template's last 때 makes room for the connective ending. */
function koreanAnd(template: string): string {
  const end = template.endsWith('{details}') ? '{details}' : '';
  const clause = template.slice(0, template.length - end.length);
  const ending = koreanEndings.find(([before]) => clause.endsWith(before));
  return ending === undefined ? template : `${clause.slice(0, -ending[0].length)}${ending[1]}${end}`;
}
