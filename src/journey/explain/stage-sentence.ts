import type { Instant } from '../instant.ts';
import { conditionClause } from './condition-sentence.ts';
import type { NewLapExplained, StageExplained } from './explain-stages.ts';
import type { LeafNeed } from './need.ts';
import { fill, type SentenceWords } from './sentence-words.ts';
import { leafKey, type Way } from './settled-way.ts';
import { joinTexts, stageSentenceTexts } from './stage-sentence-texts.ts';

/** No sentence is longer, in UTF-16 units; past `readableLength` it names fewer ways. */
export const longestSentence = 1_000;
const readableLength = 500;
const mostWays = 4;
const mostConditions = 4;

/** What brings a record to another stage, as a sentence or two; null for the stage that it is in. */
export function stageSentence(explained: StageExplained, words: SentenceWords, stageLabel: string): string | null {
  if (explained.relation === 'present') return null;
  const { language, forms, isCircular } = words;
  const stage = language === 'en' ? stageLabel : forms.quote(stageLabel);
  const told = (text: keyof typeof stageSentenceTexts, ways = '') =>
    fill(stageSentenceTexts[text][language], { stage, ways });
  if (explained.blockedBy.some(({ kind }) => kind === 'correction')) return told('corrected');
  const { ways } = explained;
  const byTime = timeSentence(explained.comesAt, words);
  if (ways.length === 0) return byTime ?? told(isCircular ? 'unreachableInLap' : 'unreachable');
  const sentence = fitting(ways, words, explained.comesAt, (clauses) =>
    told(explained.relation === 'earlier' ? 'earlier' : 'further', clauses),
  );
  return byTime === null ? sentence : `${sentence} ${byTime}`;
}

/** What begins another lap, as a sentence; null where none can begin or one just has. */
export function newLapSentence({ ways }: NewLapExplained, words: SentenceWords): string | null {
  if (ways.length === 0) return null;
  return fitting(ways, words, null, (clauses) => fill(stageSentenceTexts.newLap[words.language], { ways: clauses }));
}

function timeSentence(comesAt: Instant | null, { language, forms }: SentenceWords): string | null {
  return comesAt === null ? null : fill(stageSentenceTexts.byTime[language], { date: forms.day(comesAt) });
}

/** The sentence with as many ways as can still be read with ease. */
function fitting(
  ways: readonly Way[],
  words: SentenceWords,
  dateToOmit: Instant | null,
  told: (clauses: string) => string,
): string {
  for (let count = Math.min(ways.length, mostWays); count > 1; count -= 1) {
    const sentence = told(waysClause(ways, count, words, dateToOmit));
    if (sentence.length <= readableLength) return sentence;
  }
  const sentence = told(waysClause(ways, 1, words, dateToOmit));
  const room = longestSentence - 100;
  return sentence.length <= room ? sentence : `${sentence.slice(0, room).toWellFormed()}…`;
}

function waysClause(ways: readonly Way[], count: number, words: SentenceWords, dateToOmit: Instant | null): string {
  const { language, forms } = words;
  const shown = ways.slice(0, count);
  const shared = shown.length < 2 ? [] : (shown[0] ?? []).filter((need) => shown.every((way) => hasNeed(way, need)));
  const told = shown.map((way) =>
    wayClause(
      way.filter((need) => !hasNeed(shared, need)),
      words,
      dateToOmit,
    ),
  );
  const left = ways.length - shown.length;
  return [
    joinTexts.first[language],
    told.join(joinTexts[told.length === 2 ? 'nextOfTwo' : 'next'][language]),
    left === 0 ? '' : fill(joinTexts.moreWays[language], { count: forms.number(left) }),
    shared.length === 0 ? '' : fill(joinTexts.inEachCase[language], { clauses: wayClause(shared, words, dateToOmit) }),
  ].join('');
}

function hasNeed(way: Way, need: LeafNeed): boolean {
  return way.some((other) => leafKey(other) === leafKey(need));
}

function wayClause(way: Way, words: SentenceWords, dateToOmit: Instant | null): string {
  const { language, forms } = words;
  const told = way.slice(0, mostConditions);
  const clauses = told.map((need, index) =>
    conditionClause(need, words, { isFollowed: index < told.length - 1, dateToOmit }),
  );
  const left = way.length - told.length;
  const more = left === 0 ? '' : fill(joinTexts.moreConditions[language], { count: forms.number(left) });
  return `${language === 'ko' ? clauses.join(' ') : forms.and(clauses)}${more}`;
}
