import type { Answer } from './measures-report.ts';

/** On how many observations an answer rests: visits or records, as docs/measures.md says for each measure. */
export function observationsOf(answer: Answer): number {
  switch (answer.measure) {
    case 'entered':
      return answer.visits;
    case 'conversion':
    case 'regressions':
      return answer.ofEntered.n;
    case 'time-in-stage':
      return answer.time.n;
    case 'time-to-return':
      return answer.returned.n;
    case 'laps':
      return answer.records;
    case 'referrals':
      return answer.visits.n;
    case 'outcomes':
    case 'values':
      return answer.n;
    case 'amounts':
      return answer.known;
    case 'touches':
      return answer.visits;
    case 'readiness':
      return answer.all.n;
    case 'won-deals':
      return answer.contacts;
    case 'unknown-territory':
    case 'asked-of':
    case 'unanswerable':
      return 0;
  }
}
