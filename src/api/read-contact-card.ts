import type { AgreementVersion } from '../agreement/clock.ts';
import { replayWithClocks } from '../agreement/run-clocks.ts';
import { type CorrectionSaid, correctionSaid } from '../journey/correction-said.ts';
import type { Correction } from '../journey/corrections.ts';
import { causeSentence, correctionOf } from '../journey/explain/cause-sentence.ts';
import type { Model } from '../journey/models/model-schema.ts';
import { metadataAt, type PortalMetadata } from '../journey/portal-metadata.ts';
import { flagNotices, moveNames, teamNames } from '../journey/texts.ts';
import type { Visit } from '../journey/visits.ts';
import type { Language, OwnerTeam } from '../journey/vocabulary.ts';
import type { Owner } from '../store/owners.ts';
import type { CardSource } from '../store/read-card.ts';
import { recommendTouchpoint } from '../touchpoints/recommend-touchpoint.ts';
import { agreedForCard } from './agreed-for-card.ts';
import type { CardData, CardVisit } from './card-contract.ts';

export type CardModel = {
  model: Model;
  modelVersion: number;
  portal: readonly PortalMetadata[];
  /** Every agreement that the account has had; left out where there is none. */
  agreements?: readonly AgreementVersion[];
};

/** Makes what the card shows of a contact or a deal: one replay of its ledger, told in the language that was asked for. */
export function readContactCard(account: CardModel, source: CardSource, language: Language, now: number): CardData {
  const { model, portal, agreements = [] } = account;
  const { journey, state, clocks } = replayWithClocks(agreements, model, portal, source.ledger, now);
  const holding = state.correction?.said ?? null;
  const words = wordsIn({ model, portal: metadataAt(portal, now), owners: source.owners, language, holding });
  const visits = journey.visits.map((visit) => words.visit(visit));
  const current = visits.at(-1);
  const isOpen = current !== undefined && current.leftAt === null;
  const { touchpoint } = recommendTouchpoint(state);
  return {
    recordId: source.record.recordId,
    asOf: new Date(now).toISOString(),
    checkedAt: source.checkedAt === null ? null : new Date(source.checkedAt).toISOString(),
    ...(source.ownAsOf !== undefined && {
      ownPropertiesAsOf: source.ownAsOf === null ? null : new Date(source.ownAsOf).toISOString(),
    }),
    isCatchingUp: source.isCatchingUp,
    state: stateOf(source, state.evidence.deleted, isOpen),
    model: {
      id: model.name,
      label: model.names[language],
      isCircular: model.newLap !== undefined,
      version: account.modelVersion,
    },
    stages: model.stages.map((stage) => ({
      id: stage.id,
      label: stage.names[language],
      team: words.team(stage.lead.at(-1)?.team ?? 'nobody'),
    })),
    current: isOpen
      ? { ...current, stageIndex: model.stages.findIndex((stage) => stage.id === current.stage.id) }
      : null,
    correction: words.correction(),
    touchpoint:
      touchpoint === null
        ? null
        : {
            id: touchpoint.play.id,
            label: touchpoint.play.names[language],
            team: words.team(touchpoint.play.team),
            reasons: [touchpoint.play.reasons[language]],
          },
    ...agreedForCard({ clocks, versions: agreements, visits: journey.visits, owners: source.owners, language }),
    visits: visits.reverse(),
    notices: journey.flags.map((flag) => flagNotices[flag][language]),
  };
}

function stateOf(source: CardSource, isDeleted: boolean, isOpen: boolean): CardData['state'] {
  if (source.ledger.facts.length === 0) return 'unknown';
  if (isDeleted) return 'deleted';
  return isOpen ? 'in-journey' : 'no-stage';
}

/** Tells a journey's parts in one language. */
function wordsIn(given: {
  model: Model;
  portal: PortalMetadata | null;
  owners: readonly Owner[];
  language: Language;
  holding: Correction | null;
}) {
  const { model, portal, owners, language, holding } = given;
  const team = (id: OwnerTeam) => ({ id, label: teamNames[id][language] });
  const outcome = (id: string) =>
    id === '' ? null : { id, label: model.outcomes.find((known) => known.id === id)?.names[language] ?? id };
  const owner = (id: string) => (id === '' ? null : { id, name: owners.find((known) => known.id === id)?.name ?? id });
  const stage = (id: string) => ({ id, label: model.stages.find((known) => known.id === id)?.names[language] ?? id });
  const user = ({ by: id }: CorrectionSaid) =>
    id === '' ? null : { id, name: owners.find(({ userId }) => userId === id)?.name ?? null };
  const correction = (): CardData['correction'] => {
    const said = holding === null ? null : correctionSaid([holding.fact]);
    if (holding === null || said === null) return null;
    const saidAt = new Date(holding.fact.occurredAt).toISOString();
    return { id: said.id, stage: stage(holding.stage), reason: said.reason, by: user(said), saidAt };
  };
  const visit = (told: Visit): CardVisit => {
    const said = correctionOf(told);
    return {
      lap: told.lap,
      stage: stage(told.stage),
      team: team(told.team),
      owner: owner(told.owner),
      enteredAt: new Date(told.enteredAt).toISOString(),
      leftAt: told.leftAt === null ? null : new Date(told.leftAt).toISOString(),
      move: { kind: told.move, label: moveNames[told.move][language] },
      outcome: outcome(told.outcome),
      cause: causeSentence(model, portal, told, language),
      isNoise: told.move === 'noise',
      correction:
        said === null
          ? null
          : {
              id: said.id,
              reason: said.reason,
              by: user(said),
              isHolding: told.leftAt === null && said.id === holding?.id,
            },
    };
  };
  return { team, visit, correction };
}
