import {
  type Description,
  lengthWords,
  type Reader,
  sayIn,
  shareTexts,
  shareWords,
  signalName,
  tooFew,
} from './answer-words.ts';
import type { Answer } from './measures-report.ts';
import { countText, fill, meanText, pointsText } from './texts/formats.ts';
import { labels } from './texts/labels.ts';

/** What counted when visits began: of those that led on beside the others, where there are enough of both. */
export function describeReadiness(answer: Answer & { measure: 'readiness' }, reader: Reader): Description {
  const say = sayIn(reader);
  const { language } = reader;
  const { stage, all, wentOn, others } = answer;
  if (all.meanPoints === null) return tooFew(reader, all.n);
  const given = answer.signals.filter((signal) => signal.all.count > 0);
  if (given.length === 0) return { sentences: [say('noReadiness', { stage, n: all.n })], bars: [] };
  const counts = { wentOn: wentOn.n, others: others.n };
  const mean = (points: number) => meanText(language, points);
  const began = say('readiness', { stage, n: all.n, points: mean(all.meanPoints) });
  const isCompared = !wentOn.tooFew && !others.tooFew;
  const means = { ofWentOn: mean(wentOn.meanPoints ?? 0), ofOthers: mean(others.meanPoints ?? 0) };
  const second = isCompared ? say('readinessCompared', { ...counts, ...means }) : say('readinessAlone', counts);
  const bars = given.map(({ signal, points, ...of }) => ({
    label: fill(labels.signal[language], { name: signalName(reader, signal), points: pointsText(language, points) }),
    share: isCompared ? of.wentOn : of.all,
    note: isCompared ? fill(labels.ofOthers[language], shareTexts(reader, of.others)) : '',
  }));
  return { sentences: [began, second], bars };
}

/** How many customers won more than once, and after how long. */
export function describeWonDeals(answer: Answer & { measure: 'won-deals' }, reader: Reader): Description {
  const say = sayIn(reader);
  const { language } = reader;
  const { contacts, mean, atLeast, between } = answer;
  const again = atLeast[0]?.share;
  if (mean === null || again === undefined) return tooFew(reader, contacts);
  const first = say('wonDeals', { ...shareWords(reader, again), mean: meanText(language, mean) });
  const time = between.tooFew ? [] : [say('betweenDeals', { n: between.n, ...lengthWords(reader, between) })];
  const bars = atLeast.map(({ deals, share }) => ({
    label: fill(labels.wonDeals[language], { n: countText(language, deals) }),
    share,
    note: '',
  }));
  return { sentences: [first, ...time], bars };
}
