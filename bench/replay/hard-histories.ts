/** Histories that nobody has, each of which one part of replay would like least. */
import type { SeededRandom } from '../../sandbox/portal/seeded-random.ts';
import { recordKey } from '../../src/journey/facts.ts';
import { openStages } from './bench-portal.ts';
import { contact, dayMs, deal, HistoryWriter, minuteMs } from './history.ts';

/** A tenth as many deals as facts, open side by side; most stay open, some are won or lost at the end. */
export function manyDeals(count: number, random: SeededRandom): HistoryWriter {
  const history = new HistoryWriter();
  const deals = Math.max(1, Math.floor(count / 10));
  const of = (index: number) => deal(index % deals);
  for (let index = 0; index < count; index += 1) {
    // So close together that none of them is ever quiet, and each is asked again and again whether it is.
    history.wait(random.next() * 10 * minuteMs);
    const [one, round] = [of(index), Math.floor(index / deals)];
    if (round === 0) history.link(contact, one);
    else if (round === 1) history.property(one, 'dealstage', openStages[0]);
    else if (round === 2) history.property(one, 'amount', String(random.integer(1, 90) * 1_000));
    else if (round === 9 && random.next() < 0.3) history.property(one, 'dealstage', random.pick(['won', 'lost']));
    else if (round % 2 === 0) history.add(one, 'activity', `email:${index}`);
    else history.property(one, 'dealstage', random.pick(openStages));
  }
  return history;
}

/** Deals that are associated, and whose associations then end, the oldest first, again and again. */
export function dealsComeAndGo(count: number, _random: SeededRandom): HistoryWriter {
  const history = new HistoryWriter();
  const deals = Math.max(1, Math.floor(count / 10));
  for (let index = 0; index < count; index += 1) {
    history.wait(minuteMs);
    const round = Math.floor(index / deals);
    if (round === 0) history.property(deal(index), 'dealstage', openStages[0]);
    else history.link(contact, deal(index % deals), round % 2 === 1 ? 'added' : 'removed');
  }
  return history;
}

/** A contact who reads everything and answers nothing, with one deal open all the time. */
export function manyActivities(count: number, random: SeededRandom): HistoryWriter {
  const history = new HistoryWriter();
  history.link(contact, deal(0));
  history.property(deal(0), 'dealstage', openStages[0]);
  while (history.facts.length < count) {
    history.wait(random.next() * 60 * minuteMs);
    history.add(contact, 'activity', `email-open:${history.facts.length}`);
  }
  return history;
}

/** A lifecycle stage that is emptied and set again within the minute, over and over. */
export function clearedThenSet(count: number, random: SeededRandom): HistoryWriter {
  const history = new HistoryWriter();
  const values = ['lead', 'marketingqualifiedlead', 'salesqualifiedlead', 'customer'];
  while (history.facts.length < count) {
    history.wait(random.next() * dayMs);
    history.property(contact, 'lifecyclestage', '');
    history.wait(random.integer(1, 50) * 1_000);
    history.property(contact, 'lifecyclestage', values[(history.facts.length >> 1) % values.length]!);
  }
  return history;
}

/** Silences so long that every activity ends one and begins another: a mark comes and goes with each fact. */
export function longSilences(count: number, _random: SeededRandom): HistoryWriter {
  const history = new HistoryWriter();
  history.link(contact, deal(0));
  history.property(deal(0), 'dealstage', 'contract');
  while (history.facts.length < count) {
    history.wait(100 * dayMs);
    history.add(contact, 'activity', `email:${history.facts.length}`);
  }
  return history;
}

/** Work that begins and ends, one engagement after the other. */
export function manyEngagements(count: number, _random: SeededRandom): HistoryWriter {
  const history = new HistoryWriter();
  while (history.facts.length < count) {
    history.wait(10 * dayMs);
    history.property(contact, 'journey_steward_engagement_start', String(history.at + dayMs));
    history.property(contact, 'journey_steward_engagement_end', String(history.at + 3 * dayMs));
  }
  return history;
}

/** Many records merged into one, every one of which had the same deal and its own lifecycle stage. */
export function manyMerges(count: number, random: SeededRandom): HistoryWriter {
  const history = new HistoryWriter();
  const losers = Math.max(1, Math.floor(count / 6));
  const loser = (index: number) => ({ objectType: 'contact', recordId: String(1_000_000 + index) }) as const;
  history.property(deal(0), 'dealstage', openStages[0]);
  for (let index = 0; index < losers; index += 1) {
    history.wait(random.next() * dayMs);
    history.add(loser(index), 'created');
    history.property(loser(index), 'lifecyclestage', random.pick(['lead', 'marketingqualifiedlead']));
    history.link(loser(index), deal(0));
  }
  for (let index = 0; index < losers; index += 1) {
    history.wait(random.next() * dayMs);
    history.add(contact, 'merged', loser(index).recordId);
    history.link(loser(index), deal(0), 'removed');
    history.link(contact, deal(0));
    history.aliases.set(recordKey(loser(index)), contact.recordId);
  }
  return history;
}

/** People who correct the stage and take it back. */
export function manyCorrections(count: number, random: SeededRandom): HistoryWriter {
  const history = new HistoryWriter();
  history.add(contact, 'created');
  for (let index = 0; history.facts.length < count; index += 1) {
    history.wait(random.next() * dayMs);
    const [model, stage] = random.pick([
      ['lead-funnel', 'convert'],
      ['client-lifecycle', 'between-engagements'],
      ['buying-cycle', 'loyalty'],
    ]);
    const value = JSON.stringify({ model, stage, reason: 'met at a fair' });
    history.add(contact, 'action', `stage-corrected:${index}`, value);
    if (random.next() < 0.5) history.add(contact, 'action', `correction-withdrawn:${index}`, '{}');
  }
  return history;
}

/** A deal whose stage moves on while the people of its buying group read, answer and are called. */
export function dealWithContacts(count: number, random: SeededRandom): HistoryWriter {
  const history = new HistoryWriter();
  const person = (number: number) => ({ objectType: 'contact', recordId: String(501 + number) }) as const;
  for (let number = 0; number < Math.min(5, count / 2); number += 1) history.link(deal(0), person(number));
  while (history.facts.length < count) {
    history.wait(random.next() * dayMs);
    const dice = random.next();
    if (dice < 0.6) history.add(person(random.integer(0, 4)), 'activity', `email:${history.facts.length}`);
    else if (dice < 0.8) history.property(deal(0), 'dealstage', random.pick(openStages));
    else history.property(deal(0), 'amount', String(random.integer(1, 90) * 1_000));
  }
  return history;
}
