import { campaignValues } from './campaigns.ts';
import type { Source } from './event-writer.ts';
import { ownerOf, type Team } from './scenario-owners.ts';
import { bulkEditBy, fileImport, form, marketingEmail, otherApp, person, rollup, workflow } from './sources.ts';
import type { Action, ContactStory } from './story.ts';
import { minuteMs } from './working-time.ts';

/** The contact exists, with what is known at once; their company too, if they are the first of it. */
export function arrives(source: Source, traffic: string, firstValues: Record<string, string> = {}): Action {
  return (story) => {
    const { writer } = story.world;
    const { firstName, lastName, jobTitle, email } = story.person;
    if (!story.company.isCreated) createCompany(story);
    story.lifecycle = firstValues.lifecyclestage ?? 'subscriber';
    writer.create(story.record, story.nowMs, source, {
      firstname: firstName,
      lastname: lastName,
      jobtitle: jobTitle,
      email,
      hs_analytics_source: traffic,
      ...campaignValues(traffic, story.company.place),
      lifecyclestage: story.lifecycle,
      ...firstValues,
    });
    // HubSpot finds the company by the domain of the address, a moment later.
    writer.associate(story.record, story.company.record, story.nowMs + 1_700, workflow, { primary: true });
    goOn(story);
  };
}

export function submitsForm(name: string): Action {
  return (story) => {
    story.formsSubmitted += 1;
    change(story, form, {
      recent_conversion_date: String(story.nowMs),
      recent_conversion_event_name: name,
      num_conversion_events: String(story.formsSubmitted),
    });
  };
}

export const opensEmail: Action = (story) =>
  change(story, marketingEmail, { hs_email_last_open_date: String(story.nowMs) });

export const clicksEmail: Action = (story) =>
  change(story, marketingEmail, { hs_email_last_click_date: String(story.nowMs) });

/** A call or an e-mail of ours. */
export const isContacted: Action = (story) => activity(story, {});

export const replies: Action = (story) => {
  const atMs = String(story.nowMs);
  activity(story, { hs_email_last_reply_date: atMs, hs_sales_email_last_replied: atMs });
};

export const meets: Action = (story) => activity(story, { hs_latest_meeting_activity: String(story.nowMs) });

/** The lifecycle stage is set by a workflow (the lead score), by the owner, or by another app (billing). */
export function becomes(stage: string, by: 'workflow' | 'owner' | 'other-app' = 'workflow'): Action {
  return (story) => {
    story.lifecycle = stage;
    const source = by === 'workflow' ? workflow : by === 'owner' ? ownerSource(story) : otherApp;
    change(story, source, { lifecyclestage: stage });
  };
}

/** HubSpot refuses an earlier stage unless the value was emptied before: two events, twenty seconds apart. */
export function isSetBackTo(stage: string): Action {
  return (story) => {
    const source = ownerSource(story);
    story.world.writer.change(story.record, story.nowMs, source, { lifecyclestage: '' });
    story.world.writer.change(story.record, story.nowMs + 20_000, source, { lifecyclestage: stage });
    story.lifecycle = stage;
    goOn(story);
  };
}

/** Another app writes what is there already: an event without a change. */
export const isSyncedAgain: Action = (story) => change(story, otherApp, { lifecyclestage: story.lifecycle });

export const isImportedAsQualified: Action = (story) => {
  story.lifecycle = 'marketingqualifiedlead';
  change(story, fileImport, { lifecyclestage: story.lifecycle });
};

export const isBulkEditedToLead: Action = (story) => {
  story.lifecycle = 'lead';
  change(story, bulkEditBy(ownerOf('marketing', 0)), { lifecyclestage: story.lifecycle, hs_lead_status: 'NEW' });
};

/** The team that had the contact hands them on. */
export function isHandedTo(team: Team): Action {
  return (story) => {
    const source = ownerSource(story);
    story.team = team;
    change(story, source, { hubspot_owner_id: ownerOf(team, story.company.place).id });
  };
}

/** A note of the owner in one property: lead status, buying role, outcome, experience … */
export function isNoted(propertyName: string, value: string): Action {
  return (story) => change(story, ownerSource(story), { [propertyName]: value });
}

export function change(story: ContactStory, source: Source, values: Record<string, string>): void {
  story.world.writer.change(story.record, story.nowMs, source, values);
  goOn(story);
}

export function ownerSource(story: ContactStory): Source {
  return person(ownerOf(story.team, story.company.place));
}

/** The next action follows some minutes later. */
export function goOn(story: ContactStory): void {
  story.nowMs += story.random.integer(2, 6) * minuteMs + story.random.integer(0, 59_999);
}

/** Contact, company and open deal all show the time of the activity, some seconds after it. */
function activity(story: ContactStory, more: Record<string, string>): void {
  const values = { notes_last_contacted: String(story.nowMs), hs_last_sales_activity_timestamp: String(story.nowMs) };
  const atMs = story.nowMs + story.random.integer(2_000, 9_000);
  const openDeal = story.deals.findLast((deal) => deal.isOpen);
  const { writer } = story.world;
  writer.change(story.record, atMs, rollup, { ...values, ...more });
  if (openDeal !== undefined) {
    const { hs_email_last_reply_date: _onContactsOnly, ...onDeals } = more;
    writer.change(openDeal.record, atMs, rollup, { ...values, ...onDeals });
  }
  writer.change(story.company.record, atMs, rollup, values);
  goOn(story);
}

function createCompany({ world, company, nowMs }: ContactStory): void {
  const { name, domain, industry, country } = company.cast;
  const owner = ownerOf('marketing', company.place);
  company.isCreated = true;
  world.writer.create(company.record, nowMs - 900, workflow, {
    name,
    domain,
    industry,
    country,
    lifecyclestage: company.lifecycle,
    hubspot_owner_id: owner.id,
  });
}
