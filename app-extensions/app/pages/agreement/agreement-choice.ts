import { type Period, periods } from '../journey/journey-choice.ts';

export const agreedTeams = ['marketing', 'sales', 'service'] as const;

/** What of the agreement is shown. Stands in the page's address, so that it can be passed on and come back to. */
export type AgreementChoice = { period: Period; team: 'all' | (typeof agreedTeams)[number] };

export function agreementChoiceOf(params: Record<string, string | undefined>): AgreementChoice {
  return {
    period: periods.find((one) => one === params.period) ?? 'all',
    team: agreedTeams.find((one) => one === params.team) ?? 'all',
  };
}

/** Only what differs from what is shown without any choice. */
export function agreementChoiceParams({ period, team }: AgreementChoice): Record<string, string> {
  return { ...(period !== 'all' && { period }), ...(team !== 'all' && { team }) };
}

const dayMs = 86_400_000;

/** A period begins at midnight UTC so many days before `now`, so that all who ask on one day ask the same. */
export function periodQuery(period: Period, now: number): string[] {
  return period === 'all' ? [] : [`since=${new Date(now - Number(period) * dayMs).toISOString().slice(0, 10)}`];
}
