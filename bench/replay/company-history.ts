import type { SeededRandom } from '../../sandbox/portal/seeded-random.ts';
import type { Company } from '../../src/journey/companies/roll-up-company.ts';
import type { JourneyRecord } from '../../src/journey/facts.ts';
import type { Model } from '../../src/journey/models/model-schema.ts';
import { beginVisit, closeVisit, setMark, setTeam, type Visit } from '../../src/journey/visits.ts';
import { dayMs, HistoryWriter } from './history.ts';

const company: JourneyRecord = { objectType: 'company', recordId: '77' };
const visitsOfEach = 8;

/** A company and how many facts it has: an association, a visit of a member, and a mark that comes or goes on it, count as one each. */
export type WriteCompany = (
  count: number,
  random: SeededRandom,
  model: Model,
) => { company: Company; facts: number; now: number };

/**
 * A company with so many facts: the associations of its people, a few of which end, and eight visits of each, under the model.
 */
export const companyHistory: WriteCompany = (count, random, model) => {
  const history = new HistoryWriter();
  const members = Array.from({ length: Math.max(1, Math.floor(count / (visitsOfEach + 2))) }, (_, index) => ({
    record: { objectType: 'contact', recordId: String(501 + index) } as const,
    visits: visitsOf(model, history.at + random.integer(0, 900) * dayMs, random),
  }));
  for (const { record } of members) {
    history.wait(random.next() * dayMs);
    history.link(company, record);
  }
  for (const { record } of members) {
    history.wait(random.next() * dayMs);
    if (random.next() < 0.2) history.link(company, record, 'removed');
    else history.property(company, 'hubspot_owner_id', String(random.integer(1, 5)));
  }
  return companyOf(history, members, random);
};

/** A company of three, on whose one visit a mark comes and goes. */
export const markedCompany: WriteCompany = (count, random, model) => {
  const history = new HistoryWriter();
  const stage = model.stages.find(({ marks }) => marks.length > 0) ?? model.stages[0]!;
  const members = [501, 502, 503].map((id) => {
    const cause = { rule: `${stage.id}/bench`, facts: [] };
    const visit = beginVisit({ lap: 1, stage: stage.id, enteredAt: history.at, move: 'start', cause });
    for (let day = 1; day < count / 3; day += 1) {
      setMark(visit, 'no-decision', day % 2 === 0, history.at + day * dayMs + id);
    }
    return { record: { objectType: 'contact', recordId: String(id) } as const, visits: [visit] };
  });
  for (const { record } of members) history.link(company, record);
  return companyOf(history, members, random);
};

function companyOf(history: HistoryWriter, members: Company['members'], random: SeededRandom) {
  const visits = members.flatMap((member) => member.visits);
  const marks = visits.reduce((sum, visit) => sum + visit.marks.length, 0);
  // The visits of the first kind of company have a mark each at most, which comes with the visit.
  const facts = history.facts.length + visits.length + Math.max(0, 2 * (marks - visits.length));
  const now = Date.UTC(2045, 0, 1);
  return {
    company: { record: company, aliases: new Map(), facts: random.shuffle(history.facts), members },
    facts,
    now,
  };
}

function visitsOf(model: Model, from: number, random: SeededRandom): Visit[] {
  const visits: Visit[] = [];
  let at = from;
  for (let number = 0; number < visitsOfEach; number += 1) {
    const stage = random.pick(model.stages);
    const cause = { rule: `${stage.id}/bench`, facts: [] };
    const visit = beginVisit({ lap: 1 + (number >> 2), stage: stage.id, enteredAt: at, move: 'advance', cause });
    setTeam(visit, random.pick(stage.lead).team, at);
    const mark = stage.marks[0];
    if (mark !== undefined) setMark(visit, mark.outcome, true, at + dayMs);
    at += random.integer(2, 90) * dayMs;
    if (number < visitsOfEach - 1) closeVisit(visit, at, mark?.outcome ?? '', '1');
    visits.push(visit);
  }
  return visits;
}
