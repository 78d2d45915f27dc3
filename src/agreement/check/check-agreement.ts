import type { KnownProperties } from '../../journey/check/check-properties.ts';
import type { Model, Stage } from '../../journey/models/model-schema.ts';
import { nearestName } from '../../journey/models/nearest-name.ts';
import { type Team, teams } from '../../journey/vocabulary.ts';
import type { AgreedStage, Agreement } from '../agreement-schema.ts';
import { type AgreementProblem, agreementProblem } from './agreement-problem.ts';
import { checkPauses } from './check-pauses.ts';
import { checkTargets } from './check-targets.ts';

/**
 * Checks what the schema can't: the gaps and contradictions of an agreement, by itself and with the model that it is for. Errors
 * come first, then in the order of the model's stages. With the portal's properties, pauses are held against them.
 */
export function checkAgreement(
  agreement: Agreement,
  model: Model,
  properties: KnownProperties | null = null,
): AgreementProblem[] {
  const problems = [
    ...unknownStages(agreement, model),
    ...model.stages.flatMap((stage) => checkStage(agreement, stage)),
    ...checkTeams(agreement, model),
    ...checkPauses(agreement, model, properties),
  ];
  return problems.toSorted((left, right) => left.severity.localeCompare(right.severity));
}

function unknownStages({ stages }: Agreement, model: Model): AgreementProblem[] {
  const known = model.stages.map(({ id }) => id);
  return Object.keys(stages)
    .filter((stage) => !known.includes(stage))
    .map((stage) => {
      const nearest = nearestName(stage, known);
      const guess = nearest === null ? '' : ` “${nearest}”?`;
      return agreementProblem('error', 'stage-unknown', ['stages', stage], { stage, guess, stages: known.join(', ') });
    });
}

function checkStage(agreement: Agreement, stage: Stage): AgreementProblem[] {
  const agreed = agreement.stages[stage.id];
  const path = ['stages', stage.id];
  const leads = leadingTeams(agreed, stage);
  const problems: AgreementProblem[] = [];
  if (leads.length === 0) {
    const asks = Object.values(agreed?.targets ?? {}).some((target) => target !== undefined);
    problems.push(agreementProblem(asks ? 'error' : 'warning', 'stage-without-lead', path, { stage: stage.id }));
  }
  if (agreed === undefined) {
    if (leads.length > 0) problems.push(agreementProblem('warning', 'stage-not-agreed', path, { stage: stage.id }));
    return problems;
  }
  const { lead, contributors } = agreed;
  if (lead !== undefined && !stage.lead.some(({ team }) => team === lead)) {
    problems.push(agreementProblem('warning', 'lead-differs', [...path, 'lead'], { team: lead, stage: stage.id }));
  }
  if (lead !== undefined && contributors.includes(lead)) {
    const values = { team: lead, stage: stage.id };
    problems.push(agreementProblem('warning', 'lead-contributes', [...path, 'contributors'], values));
  }
  return [...problems, ...checkTargets(agreement, stage.id, agreed, leads)];
}

/** The teams that can lead a stage: the one that is agreed, or those of the model. */
export function leadingTeams(agreed: AgreedStage | undefined, stage: Stage): Team[] {
  if (agreed?.lead !== undefined) return [agreed.lead];
  return teams.filter((team) => stage.lead.some((lead) => lead.team === team));
}

function checkTeams(agreement: Agreement, model: Model): AgreementProblem[] {
  const problems: AgreementProblem[] = [];
  const led = new Map<Team, string>();
  for (const stage of model.stages) {
    for (const team of leadingTeams(agreement.stages[stage.id], stage)) if (!led.has(team)) led.set(team, stage.id);
  }
  const isMeasured = Object.values(agreement.stages).some(({ targets }) => Object.keys(targets).length > 0);
  for (const team of teams) {
    const people = agreement.teams[team];
    const stage = led.get(team);
    if (stage !== undefined && isMeasured && people === undefined) {
      problems.push(agreementProblem('error', 'team-without-calendar', ['teams', team], { team, stage }));
    }
    const hasNobody = people?.leadPerson === undefined && (people?.members.length ?? 0) === 0;
    if (stage !== undefined && agreement.touches.by === 'lead-team' && people !== undefined && hasNobody) {
      problems.push(agreementProblem('error', 'touch-without-people', ['teams', team, 'members'], { team }));
    }
    const dates = people?.calendar.holidays.map(({ date }) => date) ?? [];
    dates.forEach((date, index) => {
      if (dates.indexOf(date) === index) return;
      const path = ['teams', team, 'calendar', 'holidays', index];
      problems.push(agreementProblem('warning', 'holiday-twice', path, { date, team }));
    });
  }
  return problems;
}
