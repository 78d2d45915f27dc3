import { companyFacts } from '../companies/company-facts.ts';
import { placeAt, stateOf } from '../companies/company-members.ts';
import { type Company, rollUpCompany } from '../companies/roll-up-company.ts';
import { applyLink } from '../evidence/associations.ts';
import { recordKey } from '../facts.ts';
import type { Instant } from '../instant.ts';
import type { Model } from '../models/model-schema.ts';
import type { Journey, Visit } from '../visits.ts';
import { type VisitWindow, windowOf } from './explain-journey.ts';

/** How a company stands to one stage: by the keys of its contacts and deals, who is there and how many are further. */
export type CompanyStageExplained = {
  stage: string;
  relation: 'present' | 'earlier' | 'further';
  members: string[];
  membersFurther: number;
};

/** One visit of a company: the members whose moves brought it there, and where all of them were at its last instant, or are. */
export type CompanyVisitExplained = {
  visitIndex: number;
  at: Instant;
  rule: string;
  causes: string[];
  stages: CompanyStageExplained[];
};

/** Explains a company's visits by its members: it is where the furthest of them is, so no rule of its own has to change. */
export function explainCompany(
  model: Model,
  company: Company,
  now: Instant,
  window: VisitWindow = { count: Number.POSITIVE_INFINITY },
): { journey: Journey; visits: CompanyVisitExplained[] } {
  const journey = rollUpCompany(model, company, now);
  const [firstVisit, endVisit] = windowOf(journey.visits.length, window);
  const standings = standingsOf(model, company);
  const visits = journey.visits.slice(firstVisit, endVisit).map((visit, index): CompanyVisitExplained => {
    const at = visit.leftAt === null ? now : visit.leftAt - 1;
    const { rule, facts } = visit.cause;
    return { visitIndex: firstVisit + index, at, rule, causes: facts, stages: stagesOf(model, visit, standings(at)) };
  });
  return { journey, visits };
}

/** Tells where each member is at an instant, which may not be earlier than the one asked for before. */
function standingsOf(model: Model, company: Company): (at: Instant) => Map<number, string[]> {
  const points = [...companyFacts(company).values()].sort((left, right) => left.at - right.at);
  const members = new Map(company.members.map((member) => [recordKey(member.record), stateOf(model, member)]));
  let next = 0;
  return (at) => {
    for (let point = points[next]; point !== undefined && point.at <= at; next += 1, point = points[next]) {
      for (const [name, links] of point.links) {
        const labels = members.get(name)?.labels;
        if (labels !== undefined) for (const { link, fact } of links) applyLink(labels, link, fact.value);
      }
    }
    const placed = [...members.values()].flatMap((member) => {
      const place = placeAt(member, at);
      return place === null ? [] : [{ name: member.name, index: place.index }];
    });
    const byStage = Map.groupBy(placed, ({ index }) => index);
    return new Map([...byStage].map(([index, some]) => [index, some.map(({ name }) => name).sort()]));
  };
}

function stagesOf(model: Model, { stage }: Visit, standing: ReadonlyMap<number, string[]>): CompanyStageExplained[] {
  const present = model.stages.findIndex(({ id }) => id === stage);
  return model.stages.map(({ id }, index) => ({
    stage: id,
    relation: index === present ? 'present' : index < present ? 'earlier' : 'further',
    members: standing.get(index) ?? [],
    membersFurther: [...standing].reduce((sum, [at, members]) => (at > index ? sum + members.length : sum), 0),
  }));
}
