import type { Evidence } from '../evidence/evidence.ts';
import type { Standing } from '../evidence/pipeline-entry.ts';
import type { TicketTest } from './condition-schema.ts';
import { evaluateStandings } from './evaluate-deals.ts';
import type { Scope, Verdict } from './verdict.ts';

/** Judges the tickets that count for the record. It holds on the latest ones, as many as it asks for. */
export function evaluateTickets(test: TicketTest, evidence: Evidence, scope: Scope): Verdict {
  const accepts = (standing: Standing) => ticketPasses(test, standing);
  return evaluateStandings({ test, of: evidence.tickets, phase: test.tickets, accepts }, evidence, scope);
}

function ticketPasses(test: TicketTest, standing: Standing): boolean {
  if (test.pipelines !== undefined && !test.pipelines.includes(standing.pipeline)) return false;
  return test.priorities === undefined || test.priorities.includes(standing.priority);
}
