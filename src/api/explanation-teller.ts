import { causeSentence } from '../journey/explain/cause-sentence.ts';
import { rollUpCause } from '../journey/explain/company-sentence.ts';
import type { FactExplained, StateExplained } from '../journey/explain/explain-journey.ts';
import type { LeafNeed, Need } from '../journey/explain/need.ts';
import { type OutcomeToldBy, outcomeSentence } from '../journey/explain/outcome-sentence.ts';
import type { SentenceWords } from '../journey/explain/sentence-words.ts';
import { newLapSentence, stageSentence } from '../journey/explain/stage-sentence.ts';
import { pointsSentence, staySentence } from '../journey/explain/state-sentence.ts';
import { metadataAt } from '../journey/portal-metadata.ts';
import type { Visit } from '../journey/visits.ts';
import {
  longestValue,
  type ToldNeed,
  type ToldState,
  type ToldVisit,
  type ToldVisitHead,
} from './explanation-contract.ts';
import type { CardModel } from './read-contact-card.ts';

/** Tells the parts of an explanation in one language. */
export function explanationTeller({ model, portal }: CardModel, words: SentenceWords, now: number) {
  const { language } = words;
  const metadata = metadataAt(portal, now);
  const stage = (id: string) => ({ id, label: model.stages.find((known) => known.id === id)?.names[language] ?? id });
  const signal = (id: string) => ({
    id,
    label: model.readiness?.signals.find((known) => known.id === id)?.names[language] ?? id,
  });
  const visitHead = (visit: Visit | undefined, visitIndex: number): ToldVisitHead => {
    if (visit === undefined) throw new RangeError(`The journey has no visit at position ${visitIndex}.`);
    const { cause, enteredAt, leftAt } = visit;
    return {
      visitIndex,
      lap: visit.lap,
      stage: stage(visit.stage),
      enteredAt: instantText(enteredAt),
      leftAt: leftAt === null ? null : instantText(leftAt),
      move: visit.move,
      rule: cause.rule,
      cause: cause.rule === 'roll-up' ? rollUpCause[language] : causeSentence(model, metadata, visit, language),
    };
  };
  const state = ({ at, staysBy, stages, newLap, readiness }: StateExplained): ToldState => ({
    at: instantText(at),
    staysBy,
    staysBecause: staySentence(staysBy, words),
    stages: stages.map((explained) => ({
      stage: stage(explained.stage),
      relation: explained.relation,
      sentence: stageSentence(explained, words, stage(explained.stage).label),
      comesAt: explained.comesAt === null ? null : instantText(explained.comesAt),
      rules: explained.rules.map(({ rule, holds, facts, need }) => ({
        rule,
        holds,
        facts: facts.map(cut),
        need: need === null ? null : toldNeed(need),
      })),
      blockedBy: explained.blockedBy.map((block) =>
        block.kind === 'rule' ? { ...block, need: toldNeed(block.need) } : block,
      ),
    })),
    newLap:
      newLap === null
        ? null
        : {
            holds: newLap.holds,
            sentence: newLapSentence(newLap, words),
            need: newLap.need === null ? null : toldNeed(newLap.need),
          },
    readiness:
      readiness === null
        ? null
        : {
            points: readiness.points,
            sentence: pointsSentence(readiness, words, (id) => signal(id).label),
            signals: readiness.signals.map(({ id, points, expiresAt, facts }) => ({
              signal: signal(id),
              points,
              expiresAt: expiresAt === null ? null : instantText(expiresAt),
              facts: facts.map(cut),
            })),
          },
  });
  const outcomeSaid = (visit: Visit | undefined, said: OutcomeToldBy | null): ToldVisit['outcomeSaid'] => {
    const sentence = visit === undefined ? null : outcomeSentence(visit, words);
    if (visit === undefined || said === null || sentence === null) return null;
    const { id, reason, by } = said;
    const outcome = { id: visit.outcome, label: words.outcomeLabel(visit.outcome) };
    return { id, outcome, reason, by: by === '' ? null : by, sentence };
  };
  return { stage, visitHead, state, outcomeSaid };
}

function toldNeed(need: Need): ToldNeed {
  if (need.kind === 'leaf') return toldLeaf(need);
  return need.kind === 'never' ? need : { kind: need.kind, needs: need.needs.map(toldNeed) };
}

function toldLeaf({ at, ...leaf }: LeafNeed): ToldNeed {
  return { ...leaf, at: at === null ? null : instantText(at) };
}

/** A fact as it is told. */
export function toldFact({ key, objectType, recordId, kind, subject, value, occurredAt, hearing }: FactExplained) {
  const { changeSource, channel } = hearing;
  return {
    key: cut(key),
    objectType,
    recordId,
    kind,
    subject: cut(subject),
    value: cut(value),
    occurredAt: instantText(occurredAt),
    changeSource,
    channel,
  };
}

/** A long text keeps its beginning and, because a key ends in its instant, its end. */
function cut(text: string): string {
  if (text.length <= longestValue) return text;
  const kept = longestValue / 2;
  return `${text.slice(0, kept).toWellFormed()}…${text.slice(1 - kept).toWellFormed()}`;
}

export function instantText(at: number): string {
  return new Date(at).toISOString();
}
