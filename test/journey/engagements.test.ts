import { expect, test } from 'vitest';
import { canonicalFacts } from '../../src/journey/canonical-facts.ts';
import { addEngagementDate, noEngagements } from '../../src/journey/evidence/engagements.ts';
import { historyOf } from './history.ts';
import { linesOf } from './journey-text.ts';
import { timeOf } from './notation.ts';

const cases: { name: string; dates: string; engagements: string }[] = [
  { name: 'start, then end', dates: 'd1 | engagement starts d45\nd2 | engagement ends d200', engagements: 'd45–d200' },
  { name: 'end, then start', dates: 'd1 | engagement ends d200\nd2 | engagement starts d45', engagements: 'd45–d200' },
  { name: 'both in one save', dates: 'd1 | engagement starts d45; engagement ends d200', engagements: 'd45–d200' },
  { name: 'an end alone', dates: 'd1 | engagement ends d200', engagements: '' },
  { name: 'a start alone', dates: 'd1 | engagement starts d45', engagements: 'd45–' },
  {
    name: 'an end before the start does not count',
    dates: 'd1 | engagement starts d45; engagement ends d20',
    engagements: 'd45–',
  },
  {
    name: 'a running engagement is extended',
    dates: `d1 | engagement starts d45; engagement ends d200
            d150 | engagement ends d300`,
    engagements: 'd45–d300',
  },
  {
    name: 'another engagement after an extended one leaves the extension',
    dates: `d1 | engagement starts d45; engagement ends d200
            d150 | engagement ends d300
            d390 | engagement starts d400; engagement ends d500`,
    engagements: 'd45–d300\nd400–d500',
  },
  {
    name: 'another engagement, start first',
    dates: `d1 | engagement starts d45; engagement ends d200
            d390 | engagement starts d400
            d391 | engagement ends d500`,
    engagements: 'd45–d200\nd400–d500',
  },
  {
    name: 'another engagement, end first, corrected once',
    dates: `d1 | engagement starts d45; engagement ends d200
            d390 | engagement ends d500
            d391 | engagement ends d510
            d392 | engagement starts d400`,
    engagements: 'd45–d200\nd400–d510',
  },
  {
    name: 'an extension that is only told after the end, and then another engagement',
    dates: `d1 | engagement starts d45; engagement ends d200
            d210 | engagement ends d230
            d390 | engagement starts d400`,
    engagements: 'd45–d230\nd400–',
  },
  {
    name: 'an extension that is only told after its own end, and then another engagement, end first',
    dates: `d1 | engagement starts d45; engagement ends d200
            d240 | engagement ends d230
            d390 | engagement ends d500
            d391 | engagement starts d400`,
    engagements: 'd45–d230\nd400–d500',
  },
  {
    name: 'the start is corrected, and the end stays',
    dates: `d1 | engagement starts d45; engagement ends d200
            d60 | engagement starts d50`,
    engagements: 'd50–d200',
  },
  {
    name: 'a planned engagement is put off',
    dates: `d1 | engagement starts d45; engagement ends d200
            d20 | engagement starts d300
            d21 | engagement ends d400`,
    engagements: 'd300–d400',
  },
  {
    name: 'the next one is planned while this one runs',
    dates: `d1 | engagement starts d45; engagement ends d200
            d190 | engagement starts d210
            d191 | engagement ends d300`,
    engagements: 'd45–d200\nd210–d300',
  },
  {
    name: 'the next one is moved into this one: this one ends when it starts',
    dates: `d1 | engagement starts d45; engagement ends d200
            d190 | engagement starts d210
            d191 | engagement ends d300
            d192 | engagement starts d195`,
    engagements: 'd45–d195\nd195–d300',
  },
  {
    name: 'the next one is moved before this one: it takes its place',
    dates: `d1 | engagement starts d45; engagement ends d200
            d190 | engagement starts d210
            d191 | engagement ends d300
            d192 | engagement starts d40`,
    engagements: 'd40–d300',
  },
  {
    name: 'emptying both dates of an ended engagement leaves it as it was',
    dates: `d1 | engagement starts d45; engagement ends d200
            d300 | engagement ends
            d301 | engagement starts`,
    engagements: 'd45–d200',
  },
  {
    name: 'and the next one is another one',
    dates: `d1 | engagement starts d45; engagement ends d200
            d300 | engagement ends; engagement starts
            d400 | engagement starts d401
            d402 | engagement ends d500`,
    engagements: 'd45–d200\nd401–d500',
  },
  {
    name: 'emptying the end of a running engagement leaves it open',
    dates: `d1 | engagement starts d45; engagement ends d200
            d60 | engagement ends`,
    engagements: 'd45–',
  },
  {
    name: 'emptying the start takes back an engagement that has not ended',
    dates: `d1 | engagement starts d45; engagement ends d200
            d60 | engagement starts`,
    engagements: '',
  },
  {
    name: 'dates as HubSpot writes them',
    dates: `d1 | journey_steward_engagement_start = 2026-02-14
            d2 | journey_steward_engagement_end = 2026-07-19T09:00:00+09:00`,
    engagements: 'd45–d200',
  },
  {
    name: 'what is no date is as good as empty',
    dates: `d1 | engagement starts d45; engagement ends d200
            d2 | journey_steward_engagement_end = later`,
    engagements: 'd45–',
  },
];

test.each(cases)('$name', ({ dates, engagements }) => {
  const read = noEngagements();
  for (const fact of canonicalFacts(historyOf(dates))) addEngagementDate(read, fact);
  const lines = read.engagements.map(({ start, end }) => `${timeOf(start)}–${end === null ? '' : timeOf(end)}`);
  expect(lines).toEqual(linesOf(engagements));
});
