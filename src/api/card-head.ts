import type { Model } from '../journey/models/model-schema.ts';
import { teamNames } from '../journey/texts.ts';
import type { Language } from '../journey/vocabulary.ts';
import type { CardSource } from '../store/read-card.ts';
import type { CardData, CardVisit } from './card-contract.ts';
import { pastForCard } from './past-for-card.ts';
import type { CardModel } from './read-contact-card.ts';
import { recoveredForCard } from './recovered-for-card.ts';

type Head =
  | 'recordId'
  | 'asOf'
  | 'checkedAt'
  | 'recovered'
  | 'ownPropertiesAsOf'
  | 'isCatchingUp'
  | 'past'
  | 'model'
  | 'stages';

/** What every card says: of which record, as of when, and under which model. */
export function cardHead(
  { model, modelVersion }: CardModel,
  source: CardSource,
  language: Language,
  now: number,
): Pick<CardData, Head> {
  const recovered = source.checkedAt === null ? [] : recoveredForCard(source.recovered, language);
  return {
    recordId: source.record.recordId,
    asOf: new Date(now).toISOString(),
    checkedAt: source.checkedAt === null ? null : new Date(source.checkedAt).toISOString(),
    ...(recovered.length > 0 && { recovered }),
    ...(source.ownAsOf !== undefined && {
      ownPropertiesAsOf: source.ownAsOf === null ? null : new Date(source.ownAsOf).toISOString(),
    }),
    isCatchingUp: source.isCatchingUp,
    past: pastForCard(source.past, language),
    model: {
      id: model.name,
      label: model.names[language],
      isCircular: model.newLap !== undefined,
      version: modelVersion,
    },
    stages: model.stages.map((stage) => {
      const team = stage.lead.at(-1)?.team ?? 'nobody';
      return { id: stage.id, label: stage.names[language], team: { id: team, label: teamNames[team][language] } };
    }),
  };
}

/** `visits` in the order of time. */
export function stateOf(source: CardSource, isDeleted: boolean, visits: readonly CardVisit[]): CardData['state'] {
  if (source.ledger.facts.length === 0) return 'unknown';
  if (isDeleted) return 'deleted';
  return visits.at(-1)?.leftAt === null ? 'in-journey' : 'no-stage';
}

/** The open visit of those in the order of time. */
export function presentVisit(model: Model, visits: readonly CardVisit[]): CardData['current'] {
  const last = visits.at(-1);
  if (last === undefined || last.leftAt !== null) return null;
  return { ...last, stageIndex: model.stages.findIndex(({ id }) => id === last.stage.id) };
}
