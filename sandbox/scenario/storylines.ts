import { buyerStorylines } from './buyer-storylines.ts';
import {
  arrives,
  becomes,
  clicksEmail,
  isBulkEditedToLead,
  isContacted,
  isHandedTo,
  isImportedAsQualified,
  isNoted,
  isSetBackTo,
  isSyncedAgain,
  meets,
  opensEmail,
  replies,
  submitsForm,
} from './contact-actions.ts';
import { joinsDealOfOther, leavesDeal } from './deal-actions.ts';
import { isDeleted, isErased, isMergedWithOther, isRestored } from './record-actions.ts';
import { form, otherApp } from './sources.ts';
import { afterFair, at, atCleanUp, atFair, type Step, type Storyline, whenever } from './story.ts';

const reading: Step[] = [
  whenever(0, arrives(otherApp, 'EMAIL_MARKETING')),
  whenever(18, opensEmail),
  whenever(46, opensEmail),
];

const fadingLead: Step[] = [
  whenever(0, arrives(form, 'PAID_SEARCH'), submitsForm('Checklist: ten questions to a supplier')),
  at(2, becomes('lead')),
  at(14, becomes('marketingqualifiedlead'), isHandedTo('sales'), isNoted('hs_lead_status', 'NEW')),
];

const beforeFair: Step[] = [
  whenever(0, arrives(otherApp, 'SOCIAL_MEDIA')),
  whenever(12, submitsForm('Ticket for the fair'), becomes('lead')),
];

const joiningColleague: Step[] = [
  whenever(0, arrives(otherApp, 'REFERRALS')),
  at(18, isHandedTo('sales'), joinsDealOfOther, isNoted('hs_buying_role', 'INFLUENCER')),
  whenever(20, opensEmail),
];

/** What happens to a contact in the year, by the name under which the cast refers to it. */
export const storylines = {
  ...buyerStorylines,
  newsletterReader: {
    title: 'Reads the newsletter and asks for nothing',
    steps: [...reading, whenever(95, opensEmail, clicksEmail), whenever(140, opensEmail), whenever(200, opensEmail)],
  },
  readerInCleanUp: {
    title: 'Reads the newsletter and is called a lead in a bulk edit',
    steps: [...reading, whenever(68, opensEmail), atCleanUp(isBulkEditedToLead)],
  },
  fadedLead: {
    title: 'Asks, is called twice and never answers',
    steps: [
      ...fadingLead,
      at(16, isContacted, isNoted('hs_lead_status', 'ATTEMPTED_TO_CONTACT')),
      at(29, isContacted),
      at(60, isNoted('hs_lead_status', 'UNQUALIFIED'), isNoted('journey_steward_prospect_outcome', 'not-now')),
    ],
  },
  deletedByMistake: {
    title: 'A lead who is deleted by mistake and restored',
    steps: [...fadingLead, at(40, isDeleted), at(44, isRestored), at(58, isContacted)],
  },
  fairVisitor: {
    title: 'A lead whom the import of the fair calls qualified',
    steps: [...beforeFair, atFair(isImportedAsQualified), afterFair(21, opensEmail)],
  },
  fairVisitorQualified: {
    title: 'Met at the fair, taken up by sales, given back to marketing',
    steps: [
      ...beforeFair,
      atFair(isImportedAsQualified),
      afterFair(6, isHandedTo('sales'), becomes('salesqualifiedlead', 'owner')),
      afterFair(8, isContacted),
      afterFair(11, replies),
      afterFair(40, isSetBackTo('marketingqualifiedlead'), isHandedTo('marketing')),
      afterFair(90, opensEmail),
    ],
  },
  setBackByHand: {
    title: 'Called sales-qualified too early and set back within twenty seconds',
    steps: [
      ...fadingLead,
      at(20, becomes('salesqualifiedlead', 'owner')),
      at(35, isSetBackTo('marketingqualifiedlead')),
      whenever(60, opensEmail),
      at(80, isSyncedAgain),
    ],
  },
  skipsAhead: {
    title: 'Qualified from the first moment, and a customer by the billing system without any deal',
    steps: [
      whenever(0, arrives(otherApp, 'AI_REFERRALS', { lifecyclestage: 'marketingqualifiedlead' })),
      at(45, becomes('customer', 'other-app')),
      at(47, isSyncedAgain, isHandedTo('service'), isNoted('journey_steward_referred_by', 'tilly.teaspoon')),
      at(80, meets),
      at(150, becomes('evangelist', 'owner')),
    ],
  },
  colleague: {
    title: 'Decides together with a colleague who has the deal',
    steps: [...joiningColleague, at(26, meets)],
  },
  colleagueWhoLeaves: {
    title: 'Takes part in a deal for a while and is taken off it',
    steps: [...joiningColleague, at(34, leavesDeal, isNoted('hs_buying_role', 'OTHER'))],
  },
  secondRecordOfPerson: {
    title: 'The same person under another address, until the records are merged',
    steps: [
      whenever(0, arrives(form, 'ORGANIC_SEARCH'), submitsForm('Webinar: numbers that agree')),
      at(10, becomes('marketingqualifiedlead')),
    ],
  },
  personKnownTwice: {
    title: 'Rings up, is entered as sales-qualified, found to be known twice and merged under a new id',
    steps: [
      at(0, arrives(otherApp, 'OFFLINE', { lifecyclestage: 'salesqualifiedlead' }), isHandedTo('sales')),
      at(5, isContacted),
      at(24, isMergedWithOther),
      whenever(30, replies),
      at(41, meets),
    ],
  },
  asksToBeForgotten: {
    title: 'A qualified lead who asks for the deletion of everything',
    steps: [...fadingLead, whenever(25, opensEmail, clicksEmail), at(50, isErased)],
  },
} as const satisfies Record<string, Storyline>;

export type StorylineName = keyof typeof storylines;
