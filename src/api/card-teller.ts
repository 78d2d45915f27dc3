import { type CorrectionSaid, correctionSaid } from '../journey/correction-said.ts';
import type { Correction } from '../journey/corrections.ts';
import { causeSentence, correctionOf } from '../journey/explain/cause-sentence.ts';
import { rollUpCause } from '../journey/explain/company-sentence.ts';
import { outcomeToldBy } from '../journey/explain/outcome-sentence.ts';
import type { Model } from '../journey/models/model-schema.ts';
import { outcomesOfStage, visitsToSettle } from '../journey/outcomes-said.ts';
import type { PortalMetadata } from '../journey/portal-metadata.ts';
import { moveNames, teamNames } from '../journey/texts.ts';
import type { Visit } from '../journey/visits.ts';
import type { Language, OwnerTeam } from '../journey/vocabulary.ts';
import type { Owner } from '../store/owners.ts';
import { type CardData, type CardVisit, mostCauses } from './card-contract.ts';

/** Tells the parts of a journey in one language. */
export function cardTeller(given: {
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
  const user = ({ by: id }: Pick<CorrectionSaid, 'by'>) =>
    id === '' ? null : { id, name: owners.find(({ userId }) => userId === id)?.name ?? null };
  const correction = (): CardData['correction'] => {
    const said = holding === null ? null : correctionSaid([holding.fact]);
    if (holding === null || said === null) return null;
    const saidAt = new Date(holding.fact.occurredAt).toISOString();
    return { id: said.id, stage: stage(holding.stage), reason: said.reason, by: user(said), saidAt };
  };
  const outcomeSaid = (told: Visit): Pick<CardVisit, 'outcomeSaid'> => {
    const said = outcomeToldBy(told);
    if (said === null) return {};
    const { id, reason, saidAt } = said;
    return { outcomeSaid: { id, reason, by: user(said), saidAt: new Date(saidAt).toISOString() } };
  };
  const settable = (visits: readonly Visit[]): NonNullable<CardData['settable']> =>
    visitsToSettle(visits).flatMap((told) => {
      const of = model.stages.find(({ id }) => id === told.stage);
      const outcomes = of === undefined ? [] : outcomesOfStage(of).flatMap((id) => outcome(id) ?? []);
      return outcomes.length === 0 ? [] : [{ stage: stage(told.stage), isOpen: told.leftAt === null, outcomes }];
    });
  const causeOf = (told: Visit) =>
    told.cause.rule === 'roll-up'
      ? { cause: rollUpCause[language], causedBy: told.cause.facts.slice(0, mostCauses) }
      : { cause: causeSentence(model, portal, told, language) };
  const visit = (told: Visit, touches: CardVisit['touches']): CardVisit => {
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
      ...outcomeSaid(told),
      ...causeOf(told),
      touches,
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
  return { team, visit, correction, settable };
}
