import { createSeededRandom, type SeededRandom } from '../../sandbox/portal/seeded-random.ts';
import { canonicalFacts } from '../../src/journey/canonical-facts.ts';
import { instantsOf } from '../../src/journey/companies/company-members.ts';
import { rollUpCompany } from '../../src/journey/companies/roll-up-company.ts';
import type { Model } from '../../src/journey/models/model-schema.ts';
import type { PortalMetadata } from '../../src/journey/portal-metadata.ts';
import { replay } from '../../src/journey/replay.ts';
import type { Journey } from '../../src/journey/visits.ts';
import { portalSeenAt } from './bench-portal.ts';
import { companyHistory, markedCompany, type WriteCompany } from './company-history.ts';
import {
  clearedThenSet,
  dealsComeAndGo,
  dealWithContacts,
  longSilences,
  manyActivities,
  manyCorrections,
  manyDeals,
  manyEngagements,
  manyMerges,
} from './hard-histories.ts';
import { contact, dayMs, deal, type HistoryWriter } from './history.ts';
import { mixedHistory } from './mixed-history.ts';

/** One history under one model: what is measured, and the baseline over the same facts. */
export type Replayable = {
  facts: number;
  replay(): Journey;
  /** The facts (of a company also the instants of its people's visits) brought into order, and nothing else. */
  sort(): void;
};

export type Shape = { title: string; make(count: number, model: Model): Replayable };

const seed = 20_261_122;

/** Every kind of history that is measured, by its name. */
export const shapes = {
  mixed: ofContact('mixed: activities, properties, deals', mixedHistory),
  'one-instant': ofContact('mixed, all in one millisecond', (count, random) => mixedHistory(count, random, 0)),
  activities: ofContact('activities beside one open deal', manyActivities),
  lifecycle: ofContact('lifecycle emptied and set', clearedThenSet),
  silences: ofContact('a silence of 100 days before each', longSilences),
  engagements: ofContact('engagements, one after another', manyEngagements),
  corrections: ofContact('corrections and withdrawals', manyCorrections),
  merges: ofContact('merged records with one deal', manyMerges),
  deals: ofContact('a tenth as many deals, most open', manyDeals),
  'deals-come-and-go': ofContact('deals associated and dissociated', dealsComeAndGo),
  deal: ofRecord('a deal with its contacts', deal(0), dealWithContacts),
  settings: ofContact('mixed; settings change every 10 facts', mixedHistory, manySettings),
  company: ofCompany('a company: its people and their visits', companyHistory),
  'company-marks': ofCompany('a company: marks that come and go', markedCompany),
} as const satisfies Record<string, Shape>;

export type ShapeName = keyof typeof shapes;

export const shapeNames = Object.keys(shapes) as ShapeName[];

type WriteHistory = (count: number, random: SeededRandom) => HistoryWriter;
type SeePortal = (history: HistoryWriter) => PortalMetadata[];

function ofContact(title: string, write: WriteHistory, see: SeePortal = seenOnce): Shape {
  return ofRecord(title, contact, write, see);
}

function ofRecord(title: string, record: typeof contact, write: WriteHistory, see: SeePortal = seenOnce): Shape {
  return {
    title,
    make(count, model) {
      const random = createSeededRandom(seed);
      const history = write(count, random);
      const portal = see(history);
      const now = history.at + dayMs;
      // A ledger comes out of the database in the order of its keys, which has nothing to do with time.
      const ledger = { record, aliases: history.aliases, facts: random.shuffle([...history.facts]) };
      return {
        facts: ledger.facts.length,
        replay: () => replay(model, portal, ledger, now),
        sort: () => void canonicalFacts(ledger.facts),
      };
    },
  };
}

function ofCompany(title: string, write: WriteCompany): Shape {
  return {
    title,
    make(count, model) {
      const { company, facts, now } = write(count, createSeededRandom(seed), model);
      return {
        facts,
        replay: () => rollUpCompany(model, company, now),
        sort: () => {
          canonicalFacts(company.facts);
          company.members.flatMap(instantsOf).sort((left, right) => left - right);
        },
      };
    },
  };
}

function seenOnce(_history: HistoryWriter): PortalMetadata[] {
  return [portalSeenAt(0)];
}

function manySettings({ facts }: HistoryWriter): PortalMetadata[] {
  const seen = facts.filter((_, index) => index % 10 === 5).map(({ occurredAt }) => occurredAt + 1);
  return [portalSeenAt(0), ...seen.map((at, index) => portalSeenAt(at, `Sales ${index}`))];
}
