import type { Question } from '../journey/models/model-schema.ts';
import type { Language } from '../journey/vocabulary.ts';
import { amountsOf } from './amounts.ts';
import { noDurations } from './durations.ts';
import type { Answer, AnsweredQuestion, MeasureSet, MeasuresReport, StageMeasures } from './measures-report.ts';
import { beginReadiness, readinessOf } from './readiness-counts.ts';
import { shareOf } from './share.ts';
import { beginWonDeals, wonDealsOf } from './won-deal-counts.ts';

/** Answers a question of the model from what was measured, for the whole and for each segment that it asks for. */
export function answerQuestion(
  question: Question,
  measured: Pick<MeasuresReport, 'objectType' | 'whole' | 'splits'>,
  options: { language: Language; minimum: number },
): AnsweredQuestion {
  const { id, names, stage = null } = question;
  const by = 'by' in question.answer ? (question.answer.by ?? null) : null;
  const object = isOfContacts(question) ? 'contact' : question.object;
  const stated = { id, question: names[options.language], stage };
  if (object !== undefined && object !== measured.objectType) {
    return { ...stated, answer: { measure: 'asked-of', objectType: object }, by: null, segments: [] };
  }
  const split = measured.splits.find((candidate) => candidate.by === by);
  return {
    ...stated,
    answer: answerFrom(question.answer, measured.whole, options),
    by,
    segments: (split?.segments ?? []).map(({ segment, measures }) => ({
      segment,
      answer: answerFrom(question.answer, measures, options),
    })),
  };
}

/** Only contacts are referred, ready to talk, and customers by their deals, whatever the model says. */
function isOfContacts({ answer: { measure } }: Pick<Question, 'answer'>): boolean {
  return measure === 'referrals' || measure === 'readiness' || measure === 'won-deals';
}

function answerFrom(
  asked: Question['answer'],
  set: MeasureSet,
  { language, minimum }: { language: Language; minimum: number },
): Answer {
  switch (asked.measure) {
    case 'unanswerable':
      return { measure: 'unanswerable', reason: asked.reasons[language] };
    case 'unknown-territory':
      return {
        measure: 'unknown-territory',
        stages: set.stages.filter(({ entered }) => entered < minimum).map(({ stage }) => stage),
      };
    case 'laps':
      return { measure: 'laps', ...set.laps };
    case 'won-deals':
      return { measure: 'won-deals', ...(set.wonDeals ?? wonDealsOf(beginWonDeals(), minimum)) };
    case 'conversion': {
      const { reached, entered, endedByEdit, ended, open } = stageOf(set, asked.from);
      const led = reached.find(({ stage }) => stage === asked.to);
      const none = { ofEntered: shareOf(0, entered - endedByEdit, minimum), ofEnded: shareOf(0, ended, minimum) };
      const { ofEntered, ofEnded } = led ?? none;
      return { measure: 'conversion', from: asked.from, to: asked.to, ofEntered, ofEnded, open };
    }
    case 'values': {
      const { values, nowHere, nowByEdit } = stageOf(set, asked.stage);
      const found = values.find(({ property }) => property === asked.property);
      return {
        measure: 'values',
        stage: asked.stage,
        property: asked.property,
        ...{ n: nowHere, nowByEdit },
        tooFew: nowHere < minimum,
        spread: found?.spread ?? [],
        none: found?.none ?? shareOf(nowHere, nowHere, minimum),
      };
    }
    case 'amounts': {
      const { amounts, nowHere, nowByEdit } = stageOf(set, asked.stage);
      const found = amounts.find(({ property }) => property === asked.property);
      const none = { property: asked.property, ...amountsOf(noDurations(), nowHere, minimum) };
      return { measure: 'amounts', stage: asked.stage, nowByEdit, ...(found ?? none) };
    }
    default:
      return answerOfStage(asked.measure, stageOf(set, asked.stage), minimum);
  }
}

type OfStage =
  | 'entered'
  | 'outcomes'
  | 'time-in-stage'
  | 'time-to-return'
  | 'regressions'
  | 'referrals'
  | 'touches'
  | 'readiness';

function answerOfStage(measure: OfStage, of: StageMeasures, minimum: number): Answer {
  const { stage, entered, open } = of;
  switch (measure) {
    case 'entered':
      return { measure, stage, visits: entered, records: of.records, nowHere: of.nowHere, nowByEdit: of.nowByEdit };
    case 'outcomes':
      return {
        measure,
        stage,
        n: of.undecided.n,
        tooFew: of.undecided.tooFew,
        outcomes: of.outcomes,
        noOutcome: of.noOutcome,
        undecided: of.undecided,
      };
    case 'time-in-stage':
      return { measure, stage, time: of.time, open, openAge: of.openAge };
    case 'time-to-return': {
      const { share, after } = of.returned;
      return { measure, stage, returned: share, neverReturned: share.n - share.count, after };
    }
    case 'regressions':
      return { measure, stage, ...of.fellBack };
    case 'referrals':
      return { measure, stage, ...of.referrals };
    case 'readiness':
      return { measure, stage, ...(of.readiness ?? readinessOf(beginReadiness(), [], minimum)) };
    case 'touches':
      return { measure, stage, visits: entered, tooFew: entered < minimum, kinds: of.touches };
  }
}

function stageOf(set: MeasureSet, stage: string): StageMeasures {
  const found = set.stages.find((candidate) => candidate.stage === stage);
  if (found === undefined) throw new Error(`The set has every stage of the model, but not "${stage}".`);
  return found;
}
