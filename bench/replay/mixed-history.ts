import type { SeededRandom } from '../../sandbox/portal/seeded-random.ts';
import { openStages } from './bench-portal.ts';
import { contact, dayMs, deal, HistoryWriter } from './history.ts';

const lifecycles = ['subscriber', 'lead', 'marketingqualifiedlead', 'salesqualifiedlead', 'opportunity', 'customer'];
const otherProperties = ['hs_lead_status', 'jobtitle', 'hs_analytics_source', 'city'];
const activities = ['email', 'email-open', 'email-click', 'call', 'meeting', 'note', 'form'];
const factsForEachDeal = 40;

/** What happens to a contact whom several people work on: half of it activities, the rest changes of it and of its deals. */
export function mixedHistory(count: number, random: SeededRandom, longestPauseMs = dayMs): HistoryWriter {
  const history = new HistoryWriter();
  history.add(contact, 'created');
  while (history.facts.length < count) {
    history.wait(random.next() * longestPauseMs);
    const dice = random.next();
    if (dice < 0.5) history.add(contact, 'activity', `${random.pick(activities)}:${history.facts.length}`);
    else if (dice < 0.6) history.property(contact, 'lifecyclestage', random.pick(lifecycles));
    else if (dice < 0.7) history.property(contact, 'hubspot_owner_id', String(random.integer(1, 5)));
    else if (dice < 0.85) history.property(contact, random.pick(otherProperties), String(history.facts.length));
    else happenToDeal(history, random);
  }
  history.facts.length = count;
  return history;
}

function happenToDeal(history: HistoryWriter, random: SeededRandom): void {
  const one = deal(random.integer(0, Math.floor(history.facts.length / factsForEachDeal)));
  const dice = random.next();
  if (dice < 0.4) history.property(one, 'dealstage', random.pick([...openStages, 'won', 'lost']));
  else if (dice < 0.6) history.property(one, 'amount', String(random.integer(1, 90) * 1_000));
  else if (dice < 0.9) {
    history.link(contact, one);
    history.link(one, contact);
  } else history.link(contact, one, 'removed');
}
