import type { ActivityKind } from '../journey/vocabulary.ts';
import {
  type Description,
  lengthWords,
  outcomeName,
  quoted,
  quotedStage,
  type Reader,
  sayIn,
  shareWords,
  tooFew,
} from './answer-words.ts';
import { describeReadiness, describeWonDeals } from './describe-customers.ts';
import type { Answer, Share } from './measures-report.ts';
import { shareOf } from './share.ts';
import { countText, fill, lengthText } from './texts/formats.ts';
import { activityNames, labels } from './texts/labels.ts';
import { valueName } from './texts/value-names.ts';

/** Puts an answer into words, in one of the languages; shares are told as bars as well. */
export function describeAnswer(answer: Answer, reader: Reader): Description {
  const say = sayIn(reader);
  const bar = (label: string, share: Share) => ({ label, share, note: '' });
  switch (answer.measure) {
    case 'unanswerable':
      return { sentences: [say('unanswerable', { reason: answer.reason })], bars: [] };
    case 'asked-of':
      return describeAskedOf(answer, reader);
    case 'unknown-territory': {
      const list = answer.stages.map((stage) => quotedStage(reader, stage)).join(', ');
      return { sentences: [say(list === '' ? 'noTerritory' : 'territory', { list })], bars: [] };
    }
    case 'entered': {
      const { visits, records, nowHere } = answer;
      const counted = say('entered', { stage: answer.stage, visits, records, now: nowHere });
      return { sentences: [counted, ...byEdit(answer, reader)], bars: [] };
    }
    case 'conversion':
    case 'regressions':
      return describeLed(answer, reader);
    case 'outcomes':
      return describeOutcomes(answer, reader);
    case 'time-in-stage':
      return { sentences: timeSentences(answer, reader), bars: [] };
    case 'time-to-return':
      return describeReturn(answer, reader);
    case 'laps': {
      if (answer.records < reader.minimum) return tooFew(reader, answer.records);
      const second = answer.atLeast[0]?.share ?? shareOf(0, answer.records, reader.minimum);
      const bars = answer.atLeast.map(({ lap, share }) =>
        bar(fill(labels.lap[reader.language], { n: String(lap) }), share),
      );
      return { sentences: [say('laps', shareWords(reader, second))], bars };
    }
    case 'referrals': {
      if (answer.visits.tooFew) return tooFew(reader, answer.visits.n);
      const words = { stage: answer.stage, count: answer.count, ...shareWords(reader, answer.visits) };
      return { sentences: [say('referrals', words)], bars: [] };
    }
    case 'values': {
      if (answer.tooFew) return tooFew(reader, answer.n);
      const { stage, property, n } = answer;
      const bars = answer.spread.map(({ value, share }) => bar(valueName(property, value, reader.language), share));
      return {
        sentences: [say('values', { stage, property: quoted(reader, property), n }), ...byEdit(answer, reader)],
        bars: [...bars, bar(labels.noValue[reader.language], answer.none)],
      };
    }
    case 'amounts':
      return describeAmounts(answer, reader);
    case 'readiness':
      return describeReadiness(answer, reader);
    case 'won-deals':
      return describeWonDeals(answer, reader);
    case 'touches': {
      if (answer.tooFew) return tooFew(reader, answer.visits);
      const bars = answer.kinds.map(({ kind, count, visits }) => ({
        label: activityNames[kind as ActivityKind]?.[reader.language] ?? kind,
        share: visits,
        note: `× ${countText(reader.language, count)}`,
      }));
      const text = bars.length === 0 ? 'noTouches' : 'touches';
      return { sentences: [say(text, { stage: answer.stage, n: answer.visits })], bars };
    }
  }
}

/** Why a count of who is there now is more than the visits that go on. */
function byEdit({ nowByEdit }: { nowByEdit: number }, reader: Reader): string[] {
  return nowByEdit === 0 ? [] : [sayIn(reader)('byEdit', { edited: nowByEdit })];
}

function describeAmounts(answer: Answer & { measure: 'amounts' }, reader: Reader): Description {
  const { stage, n, known, sum, median } = answer;
  if (median === null) return tooFew(reader, known);
  const words = { stage, n, property: quoted(reader, answer.property), sum, median, none: n - known };
  return { sentences: [sayIn(reader)('amounts', words), ...byEdit(answer, reader)], bars: [] };
}

function describeAskedOf({ objectType }: Answer & { measure: 'asked-of' }, reader: Reader): Description {
  const objects = labels[objectType][reader.language];
  return { sentences: [sayIn(reader)('askedOf', { objects, option: `--object ${objectType}` })], bars: [] };
}

function describeLed(answer: Answer & { measure: 'conversion' | 'regressions' }, reader: Reader): Description {
  const say = sayIn(reader);
  const { ofEntered, ofEnded } = answer;
  if (ofEntered.tooFew) return tooFew(reader, ofEntered.n);
  const words = shareWords(reader, ofEntered);
  const first =
    answer.measure === 'conversion'
      ? say('conversion', { stage: answer.from, to: quotedStage(reader, answer.to), ...words })
      : say('regressions', { stage: answer.stage, ...words });
  const open = say('stillOpen', { open: ofEntered.n - ofEnded.n });
  const ended = ofEnded.tooFew ? [] : [say('ofEnded', shareWords(reader, ofEnded))];
  return { sentences: [first, open, ...ended], bars: [{ label: '', share: ofEntered, note: '' }] };
}

function describeOutcomes(answer: Answer & { measure: 'outcomes' }, reader: Reader): Description {
  if (answer.tooFew) return tooFew(reader, answer.n);
  const { language } = reader;
  const known = answer.outcomes.map(({ outcome, marked, ofEntered }) => ({
    label: outcomeName(reader, outcome),
    share: ofEntered,
    note: marked === 0 ? '' : `${labels.stillThere[language]} ${countText(language, marked)}`,
  }));
  return {
    sentences: [sayIn(reader)('outcomes', { stage: answer.stage, n: answer.n })],
    bars: [
      ...known,
      { label: labels.noOutcome[language], share: answer.noOutcome, note: '' },
      { label: labels.undecided[language], share: answer.undecided, note: '' },
    ],
  };
}

function timeSentences(answer: Answer & { measure: 'time-in-stage' }, reader: Reader): string[] {
  const say = sayIn(reader);
  const { time, openAge, open, stage } = answer;
  const closed = time.tooFew
    ? tooFew(reader, time.n).sentences
    : [say('time', { stage, n: time.n, ...lengthWords(reader, time) })];
  const age = openAge.medianMs;
  return [
    ...closed,
    age === null ? say('stillOpen', { open }) : say('openAge', { open, age: lengthText(reader.language, age) }),
  ];
}

function describeReturn(answer: Answer & { measure: 'time-to-return' }, reader: Reader): Description {
  const say = sayIn(reader);
  const { stage, returned, neverReturned, after } = answer;
  if (returned.tooFew) return tooFew(reader, returned.n);
  const first = say('returned', { stage, never: neverReturned, ...shareWords(reader, returned) });
  const time = after.tooFew ? [] : [say('returnTime', lengthWords(reader, after))];
  return { sentences: [first, ...time], bars: [{ label: '', share: returned, note: '' }] };
}
