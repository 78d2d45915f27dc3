import type { JourneySplit, ReadyJourneyPage } from '../../../../src/api/journey-page-contract.ts';

export const periods = ['all', '30', '90', '365'] as const;
export type Period = (typeof periods)[number];
export type JourneyObject = ReadyJourneyPage['object'];
export const journeyObjects: readonly JourneyObject[] = ['contact', 'deal', 'company'];
export const splits: readonly ('none' | JourneySplit)[] = ['none', 'source', 'owner', 'team', 'month'];

/** What of the journeys is shown. Stands in the page's address, so that it can be passed on and come back to. */
export type JourneyChoice = { object: JourneyObject; period: Period; by: 'none' | JourneySplit };

type Params = Record<string, string | undefined>;

export function choiceOf(params: Params): JourneyChoice {
  return {
    object: journeyObjects.find((one) => one === params.object) ?? 'contact',
    period: periods.find((one) => one === params.period) ?? 'all',
    by: splits.find((one) => one === params.by) ?? 'none',
  };
}

/** Only what differs from what is shown without any choice. */
export function choiceParams({ object, period, by }: JourneyChoice): Record<string, string> {
  return {
    ...(object !== 'contact' && { object }),
    ...(period !== 'all' && { period }),
    ...(by !== 'none' && { by }),
  };
}

const dayMs = 86_400_000;

/** The query of the backend. A period begins at midnight UTC so many days ago, so that all who ask on one day ask the same. */
export function choiceQuery({ object, period, by }: JourneyChoice, language: string, now: number): string {
  const query = [`language=${language}`, `object=${object}`];
  if (by !== 'none') query.push(`by=${by}`);
  if (period !== 'all') query.push(`since=${new Date(now - Number(period) * dayMs).toISOString().slice(0, 10)}`);
  return query.join('&');
}
