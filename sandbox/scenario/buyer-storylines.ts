import {
  arrives,
  becomes,
  clicksEmail,
  isContacted,
  isHandedTo,
  isNoted,
  isSetBackTo,
  meets,
  opensEmail,
  replies,
  submitsForm,
} from './contact-actions.ts';
import { dealMovesTo, losesDeal, opensDeal, startsEngagement, winsDeal } from './deal-actions.ts';
import { otherApp } from './sources.ts';
import { at, type Step, type Storyline, whenever } from './story.ts';

/** From the first newsletter to a deal: marketing's half, then the handoff to sales. */
const untilDeal: Step[] = [
  whenever(0, arrives(otherApp, 'ORGANIC_SEARCH')),
  whenever(4, opensEmail),
  whenever(9, submitsForm('Guide: a year without surprises'), becomes('lead')),
  whenever(15, opensEmail, clicksEmail),
  at(20, becomes('marketingqualifiedlead'), isHandedTo('marketing')),
  whenever(26, submitsForm('Webinar: from quotation to handover')),
  at(30, isHandedTo('sales'), becomes('salesqualifiedlead', 'owner'), isNoted('hs_lead_status', 'OPEN')),
  at(31, isContacted),
  whenever(33, replies),
  at(36, meets, isNoted('hs_buying_role', 'DECISION_MAKER')),
  at(38, opensDeal(), isNoted('hs_lead_status', 'OPEN_DEAL')),
];

const untilWon: Step[] = [
  ...untilDeal,
  at(45, meets, dealMovesTo('qualifiedtobuy')),
  at(56, isContacted, dealMovesTo('presentationscheduled')),
  whenever(60, replies),
  at(66, meets, dealMovesTo('decisionmakerboughtin')),
  at(74, dealMovesTo('contractsent')),
  at(82, winsDeal),
  at(85, isHandedTo('service'), startsEngagement(90)),
  at(100, isContacted),
  at(130, meets),
];

const untilLost: Step[] = [
  ...untilDeal,
  at(44, isContacted, dealMovesTo('qualifiedtobuy')),
  whenever(47, replies),
  at(55, meets, dealMovesTo('presentationscheduled')),
  at(68, losesDeal('Competitor')),
  at(70, isHandedTo('marketing'), isNoted('hs_lead_status', 'BAD_TIMING')),
  whenever(95, opensEmail),
];

const untilQuiet: Step[] = [...untilDeal, at(45, isContacted, dealMovesTo('qualifiedtobuy')), at(52, isContacted)];

export const buyerStorylines = {
  steadyBuyer: {
    title: 'Reads, is nurtured, meets sales, buys and is looked after',
    steps: [...untilWon, at(160, isNoted('journey_steward_experience', 'good')), whenever(170, opensEmail)],
  },
  formerClient: {
    title: 'A good client who retires and refers others',
    steps: [
      ...untilWon,
      at(175, isNoted('journey_steward_experience', 'good')),
      at(240, isNoted('journey_steward_leaving_reason', 'retired')),
      whenever(290, opensEmail),
    ],
  },
  unhappyClient: {
    title: 'A client whose engagement goes badly and who leaves',
    steps: [
      ...untilWon,
      at(150, isNoted('journey_steward_experience', 'bad')),
      at(190, isNoted('journey_steward_leaving_reason', 'unhappy')),
    ],
  },
  returningCustomer: {
    title: 'A client who praises us and comes back for a second deal',
    steps: [
      ...untilWon,
      at(165, isNoted('journey_steward_services_known', 'review;training')),
      at(190, becomes('evangelist', 'owner')),
      at(205, isHandedTo('sales'), opensDeal('repeat')),
      at(218, meets, dealMovesTo('1076002')),
      at(236, winsDeal),
      at(240, isHandedTo('service'), startsEngagement(60)),
      at(260, isContacted),
    ],
  },
  lostThenNurtured: {
    title: 'A deal lost to a competitor; back to marketing',
    steps: [
      ...untilLost,
      at(72, isNoted('journey_steward_prospect_outcome', 'rejected')),
      whenever(120, opensEmail, clicksEmail),
      whenever(140, opensEmail),
    ],
  },
  lostThenWon: {
    title: 'A deal lost, nurtured again, and a second deal won',
    steps: [
      ...untilLost,
      at(72, isNoted('journey_steward_prospect_outcome', 'not-now'), isSetBackTo('marketingqualifiedlead')),
      whenever(130, submitsForm('Price list')),
      at(140, isHandedTo('sales'), isContacted),
      whenever(142, replies),
      at(150, meets, opensDeal()),
      at(168, meets, dealMovesTo('decisionmakerboughtin')),
      at(182, dealMovesTo('contractsent')),
      at(196, winsDeal),
      at(199, isHandedTo('service'), startsEngagement(120)),
      at(225, meets),
    ],
  },
  goneQuiet: {
    title: 'A deal that nobody closes and nobody speaks of any more',
    steps: untilQuiet,
  },
  quietThenRevived: {
    title: 'A deal that sleeps for a hundred days and wakes up',
    steps: [
      ...untilQuiet,
      at(160, isContacted),
      whenever(163, replies),
      at(170, meets, dealMovesTo('presentationscheduled')),
      at(188, dealMovesTo('contractsent')),
    ],
  },
  openNow: {
    title: 'A deal that is being worked on today',
    steps: [
      ...untilDeal,
      at(48, meets, dealMovesTo('qualifiedtobuy')),
      whenever(58, replies),
      at(64, isContacted, dealMovesTo('presentationscheduled')),
      at(78, meets, dealMovesTo('decisionmakerboughtin')),
    ],
  },
} as const satisfies Record<string, Storyline>;
