/** How far back a preview compares deadlines: days, or all there were. */
export const periods = ['30', '90', '365', 'all'] as const;
export type Period = (typeof periods)[number];

/** From when on deadlines are compared, by the clock of the backend: a portal's time may be moved. Null for all of them. */
export function sinceOf(period: Period): string | null {
  return period === 'all' ? null : `${period}d`;
}
