import { type Period, periods } from '../journey/journey-choice.ts';

export const agreedTeams = ['marketing', 'sales', 'service'] as const;

/** What of the agreement is shown. Stands in the page's address, so that it can be passed on and come back to. */
export type AgreementChoice = { period: Period; team: 'all' | (typeof agreedTeams)[number]; stage: string | null };

export function agreementChoiceOf(params: Record<string, string | undefined>): AgreementChoice {
  return {
    period: periods.find((one) => one === params.period) ?? 'all',
    team: agreedTeams.find((one) => one === params.team) ?? 'all',
    stage: params.stage ?? null,
  };
}

/** Only what differs from what is shown without any choice. */
export function agreementChoiceParams({ period, team, stage }: AgreementChoice): Record<string, string> {
  return { ...(period !== 'all' && { period }), ...(team !== 'all' && { team }), ...(stage !== null && { stage }) };
}

/** The backend counts the days back by its own clock: in a portal whose time is moved, today is not the browser's. */
export function periodQuery(period: Period): string[] {
  return period === 'all' ? [] : [`since=${period}d`];
}
