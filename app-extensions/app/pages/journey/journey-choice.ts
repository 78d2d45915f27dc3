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

/** The query of the backend, which counts the days of a period back by its own clock: a portal's time may be moved. */
export function choiceQuery({ object, period, by }: JourneyChoice, language: string): string {
  const query = [`language=${language}`, `object=${object}`];
  if (by !== 'none') query.push(`by=${by}`);
  if (period !== 'all') query.push(`since=${period}d`);
  return query.join('&');
}
