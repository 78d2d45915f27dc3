import { change, goOn, ownerSource } from './contact-actions.ts';
import { ownerOf } from './scenario-owners.ts';
import { firstDeals, repeatDeals } from './scenario-pipelines.ts';
import { workflow } from './sources.ts';
import { type Action, type ContactStory, type DealStory, otherContact, recordWith } from './story.ts';
import { dayMs } from './working-time.ts';

const lifecycleOrder = [
  'subscriber',
  'lead',
  'marketingqualifiedlead',
  'salesqualifiedlead',
  'opportunity',
  'customer',
];
const services = ['Process review', 'Pilot project', 'Team training', 'Support for a year', 'Second site'];

/** A deal with the contact and the company. HubSpot then moves both to opportunity, if they were not as far already. */
export function opensDeal(kind: 'first' | 'repeat' = 'first'): Action {
  return (story) => {
    const { world, company, random } = story;
    const stages = kind === 'first' ? firstDeals : repeatDeals;
    const deal: DealStory = { record: recordWith('deal', world.dealsOpened), stages, isOpen: true };
    world.dealsOpened += 1;
    story.deals.push(deal);
    const source = ownerSource(story);
    world.writer.create(deal.record, story.nowMs, source, {
      dealname: `${company.cast.name}: ${random.pick(services)}`,
      pipeline: stages.pipeline,
      dealstage: stages.opening,
      amount: String(random.integer(8, 120) * 500),
      closedate: String(story.nowMs + 60 * dayMs),
      dealtype: kind === 'first' ? 'newbusiness' : 'existingbusiness',
      hubspot_owner_id: ownerOf(story.team, company.place).id,
    });
    world.writer.associate(deal.record, story.record, story.nowMs + 400, source);
    world.writer.associate(deal.record, company.record, story.nowMs + 400, source, { primary: true });
    reachTogether(story, 'opportunity');
  };
}

export function dealMovesTo(stage: string): Action {
  return (story) => {
    story.world.writer.change(latestDeal(story).record, story.nowMs, ownerSource(story), { dealstage: stage });
    goOn(story);
  };
}

export const winsDeal: Action = (story) => {
  const deal = close(story, 'won');
  story.world.writer.change(deal.record, story.nowMs, ownerSource(story), { closed_won_reason: 'Best fit' });
  reachTogether(story, 'customer');
};

export function losesDeal(reason: string): Action {
  return (story) => {
    const deal = close(story, 'lost');
    story.world.writer.change(deal.record, story.nowMs, ownerSource(story), { closed_lost_reason: reason });
    goOn(story);
  };
}

/** The contact takes part in the latest deal of the colleague that the cast names. */
export const joinsDealOfOther: Action = (story) => {
  const deal = latestDeal(otherContact(story));
  story.deals.push(deal);
  story.world.writer.associate(deal.record, story.record, story.nowMs, ownerSource(story));
  reachTogether(story, 'opportunity');
};

export const leavesDeal: Action = (story) => {
  const deal = latestDeal(story);
  story.deals = story.deals.filter((one) => one !== deal);
  story.world.writer.associate(deal.record, story.record, story.nowMs, ownerSource(story), { removed: true });
  goOn(story);
};

/** Work for the client is dated at its beginning: both dates are known when it starts. */
export function startsEngagement(days: number): Action {
  return (story) =>
    change(story, ownerSource(story), {
      // Properties that hold a day hold its midnight in UTC.
      journey_steward_engagement_start: String(startOfDay(story.nowMs)),
      journey_steward_engagement_end: String(startOfDay(story.nowMs + days * dayMs)),
    });
}

function close(story: ContactStory, as: 'won' | 'lost'): DealStory {
  const deal = latestDeal(story);
  deal.isOpen = false;
  const values = { dealstage: deal.stages[as], closedate: String(story.nowMs) };
  story.world.writer.change(deal.record, story.nowMs, ownerSource(story), values);
  return deal;
}

/** HubSpot's own synchronisation of deal, contact and company: only forward. */
function reachTogether(story: ContactStory, stage: string): void {
  goOn(story);
  for (const party of [story, story.company]) {
    if (lifecycleOrder.indexOf(party.lifecycle) >= lifecycleOrder.indexOf(stage) || party.lifecycle === 'evangelist')
      continue;
    party.lifecycle = stage;
    story.world.writer.change(party.record, story.nowMs, workflow, { lifecyclestage: stage });
  }
}

function latestDeal(story: ContactStory): DealStory {
  const deal = story.deals.at(-1);
  if (deal === undefined) throw new Error(`${story.person.key} has no deal yet.`);
  return deal;
}

function startOfDay(ms: number): number {
  return ms - (ms % dayMs);
}
