import type { Answer, Share } from './measures-report.ts';

/** The one share that an answer comes down to, for comparing segments; null where it is more than one number. */
export function headlineShare(answer: Answer): Share | null {
  switch (answer.measure) {
    case 'conversion':
    case 'regressions':
      return answer.ofEntered;
    case 'referrals':
      return answer.visits;
    case 'time-to-return':
      return answer.returned;
    case 'won-deals':
      return answer.atLeast[0]?.share ?? null;
    default:
      return null;
  }
}
