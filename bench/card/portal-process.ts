/** The HubSpot of the cards: a portal that knows the contacts of whom it goes on telling, and takes the tags that follow. */
import { setPriority } from 'node:os';
import { createPortal } from '../../sandbox/portal/create-portal.ts';
import { scenarioOwners } from '../../sandbox/scenario/scenario-owners.ts';
import { scenarioPipelines } from '../../sandbox/scenario/scenario-pipelines.ts';
import { answerParent, childData } from '../child.ts';
import { cardPortalId, changingContacts, companyIdOf, contactId } from './card-account.ts';

export type PortalPlan = { clientId: string; clientSecret: string };
export type PortalQuestion = { ask: 'address' } | { ask: 'live'; contacts: number };

// It stands for another machine, which would take no processor from the app.
setPriority(10);
const portal = createPortal({
  ...childData<PortalPlan>(),
  portalId: cardPortalId,
  owners: scenarioOwners,
  pipelines: scenarioPipelines,
});
const { url } = await portal.start();

answerParent<PortalQuestion, { url: string }>(
  async (question) => {
    if (question.ask === 'live') await portal.playHistory({ lines: linesOf(question.contacts), dropRate: 1 });
    return { url };
  },
  () => portal.stop(),
);

function* linesOf(contacts: number): Generator<string> {
  const changing = changingContacts(contacts);
  const companies = new Set(changing.map(companyIdOf).filter((id) => id !== null));
  for (const id of companies) yield lineOf('company', id);
  for (const number of changing) yield lineOf('contact', contactId(number));
}

function lineOf(type: string, objectId: string): string {
  return JSON.stringify({
    ...{ eventId: 1, subscriptionId: 1, portalId: cardPortalId, appId: 7, attemptNumber: 0, changeSource: 'CRM_UI' },
    ...{ subscriptionType: `${type}.creation`, objectId: Number(objectId), occurredAt: Date.UTC(2026, 0, 5) },
  });
}
