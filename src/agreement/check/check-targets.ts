import type { Team } from '../../journey/vocabulary.ts';
import type { AgreedStage, Agreement, Within } from '../agreement-schema.ts';
import { workingHours } from '../calendar/working-hours.ts';
import { type AgreementProblem, agreementProblem } from './agreement-problem.ts';

/** Which target should not give more time than which. */
const orders = [
  ['acceptWithin', 'firstTouchWithin'],
  ['acceptWithin', 'stayWithin'],
  ['firstTouchWithin', 'stayWithin'],
  ['touchEvery', 'stayWithin'],
] as const;

export function checkTargets(
  agreement: Agreement,
  stage: string,
  { targets }: AgreedStage,
  leads: readonly Team[],
): AgreementProblem[] {
  const path = ['stages', stage, 'targets'];
  const problems: AgreementProblem[] = [];
  for (const [name, target] of Object.entries(targets)) {
    for (const [index, { who }] of (target?.steps ?? []).entries()) {
      const nameless = leads.find((team) => agreement.teams[team] !== undefined && !agreement.teams[team].leadPerson);
      if (who !== 'team-lead' || nameless === undefined) continue;
      problems.push(
        agreementProblem('error', 'step-without-person', [...path, name, 'steps', index], { team: nameless }),
      );
    }
  }
  if (targets.acceptWithin !== undefined && agreement.returnReasons.length === 0) {
    problems.push(agreementProblem('warning', 'return-without-reason', [...path, 'acceptWithin'], {}));
  }
  for (const [longer, shorter] of orders) {
    const [first, second] = [targets[longer], targets[shorter]];
    if (first === undefined || second === undefined || leads.length === 0) continue;
    const isLonger = leads.every((team) => {
      const bounds = (within: Within) => boundsOf(agreement, team, within);
      return bounds(first.within).least > bounds(second.within).most;
    });
    if (isLonger) problems.push(agreementProblem('warning', 'target-longer', [...path, longer], { longer, shorter }));
  }
  return problems;
}

/** The business time that a target can give, ms: the end of a day gives more or less of it, depending on the start. */
function boundsOf(agreement: Agreement, team: Team, within: Within): { least: number; most: number } {
  const exact =
    within.businessMinutes === undefined
      ? within.businessHours === undefined
        ? null
        : within.businessHours * 3_600_000
      : within.businessMinutes * 60_000;
  if (exact !== null) return { least: exact, most: exact };
  const calendar = agreement.teams[team]?.calendar;
  const lengths = calendar === undefined ? [] : workingHours(calendar).lengths.filter((length) => length > 0);
  const days = within.endOfBusinessDay ?? 1;
  return { least: (days - 1) * Math.min(...lengths), most: days * Math.max(0, ...lengths) };
}
