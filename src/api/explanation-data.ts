import { companySentence } from '../journey/explain/company-sentence.ts';
import { explainCompany } from '../journey/explain/explain-company.ts';
import { explainJourney } from '../journey/explain/explain-journey.ts';
import { wordsOfModel } from '../journey/models/words-of-model.ts';
import { metadataAt } from '../journey/portal-metadata.ts';
import type { CardSource } from '../store/read-card.ts';
import {
  type ExplanationData,
  type ExplanationQuery,
  mostBytes,
  mostMembers,
  visitsAtOnce,
} from './explanation-contract.ts';
import { explanationTeller, instantText, toldFact } from './explanation-teller.ts';
import type { CardModel } from './read-contact-card.ts';

type Asked = Pick<ExplanationQuery, 'language' | 'timeZone' | 'before'>;

/** Explains a record's journey from its ledger, told in the language that was asked for. */
export function explanationData(account: CardModel, source: CardSource, asked: Asked, now: number): ExplanationData {
  const { model, portal } = account;
  const { objectType, recordId } = source.record;
  const { language } = asked;
  const words = wordsOfModel(model, metadataAt(portal, now), objectType, language, asked.timeZone);
  const tell = explanationTeller(account, words, now);
  const window = { before: asked.before, count: visitsAtOnce };
  const head = {
    recordId,
    asOf: instantText(now),
    isCatchingUp: source.isCatchingUp,
    model: {
      id: model.name,
      label: model.names[language],
      isCircular: model.newLap !== undefined,
      version: account.modelVersion,
    },
  };
  if (objectType === 'company') {
    const { journey, visits } = explainCompany(model, { ...source.ledger, members: source.members }, now, window);
    const told = visits.map(({ visitIndex, at, causes, stages }) => ({
      ...tell.visitHead(journey.visits[visitIndex], visitIndex),
      at: instantText(at),
      causes: causes.slice(0, mostMembers),
      stages: stages.map((stage) => ({
        stage: tell.stage(stage.stage),
        relation: stage.relation,
        sentence: companySentence(stage, words, tell.stage(stage.stage).label),
        members: { count: stage.members.length, some: stage.members.slice(0, mostMembers) },
        membersFurther: stage.membersFurther,
      })),
    }));
    return { ...head, objectType, ...whatFits(told) };
  }
  const { journey, visits, withoutStage } = explainJourney(model, portal, source.ledger, now, window);
  const told = visits.map(({ visitIndex, facts, correction, outcomeSaid, ...state }) => ({
    ...tell.visitHead(journey.visits[visitIndex], visitIndex),
    facts: facts.map(toldFact),
    correction: correction === null ? null : { ...correction, by: correction.by === '' ? null : correction.by },
    outcomeSaid: tell.outcomeSaid(journey.visits[visitIndex], outcomeSaid),
    ...tell.state(state),
  }));
  return {
    ...head,
    objectType,
    ...whatFits(told),
    withoutStage: withoutStage === null ? null : tell.state(withoutStage),
  };
}

/** The latest visits, the newest first, as many as fit into an answer, and how many are before them. */
function whatFits<Told extends { visitIndex: number }>(visits: Told[]): { earlierVisits: number; visits: Told[] } {
  let told = visits.toReversed();
  while (told.length > 1 && Buffer.byteLength(JSON.stringify(told)) > mostBytes) {
    told = told.slice(0, Math.ceil(told.length / 2));
  }
  return { earlierVisits: told.at(-1)?.visitIndex ?? 0, visits: told };
}
