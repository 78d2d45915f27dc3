import { companyFacts } from '../journey/companies/company-facts.ts';
import { rollUpCompany } from '../journey/companies/roll-up-company.ts';
import { metadataAt } from '../journey/portal-metadata.ts';
import { flagNotices } from '../journey/texts.ts';
import type { Language } from '../journey/vocabulary.ts';
import type { CardSource } from '../store/read-card.ts';
import type { CardData } from './card-contract.ts';
import { cardHead, presentVisit, stateOf } from './card-head.ts';
import { cardTeller } from './card-teller.ts';
import type { CardModel } from './read-contact-card.ts';
import { touchesForCard } from './touches-for-card.ts';
import { visitsForCard } from './visits-for-card.ts';

/**
 * Makes what the card shows of a company: its members' journeys as one. Nobody corrects it, no clock runs for it, and what to do next is
 * said of its people and deals.
 */
export function readCompanyCard(account: CardModel, source: CardSource, language: Language, now: number): CardData {
  const { model, portal } = account;
  const { owners, ledger, members } = source;
  const journey = rollUpCompany(model, { ...ledger, members }, now);
  const tell = cardTeller({ model, portal: metadataAt(portal, now), owners, language, holding: null });
  const touches = touchesForCard(ledger, journey.visits, { owners, language, now });
  const visits = journey.visits.map((visit, index) => tell.visit(visit, touches[index] ?? []));
  return {
    ...cardHead(account, source, language, now),
    state: stateOf(source, isDeleted(source, now), visits),
    current: presentVisit(model, visits),
    correction: null,
    lead: null,
    clock: null,
    handoff: null,
    ...visitsForCard(visits),
    notices: journey.flags.map((flag) => flagNotices[flag][language]),
  };
}

function isDeleted({ ledger }: CardSource, now: number): boolean {
  const points = [...companyFacts(ledger).values()]
    .filter(({ at }) => at <= now)
    .sort((left, right) => left.at - right.at);
  return points.findLast((point) => point.isDeleted !== null)?.isDeleted ?? false;
}
