/** How far back a preview compares deadlines: days, or all there were. */
export const periods = ['30', '90', '365', 'all'] as const;
export type Period = (typeof periods)[number];

const dayMs = 86_400_000;

/** The day from which on deadlines are compared; null for all of them. */
export function sinceOf(period: Period): string | null {
  return period === 'all' ? null : new Date(Date.now() - Number(period) * dayMs).toISOString().slice(0, 10);
}
