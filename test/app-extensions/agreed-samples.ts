import { clockNames } from '../../src/agreement/clock-names.ts';
import type { CardData } from '../../src/api/card-contract.ts';
import { teamNames } from '../../src/journey/texts.ts';
import type { Language, OwnerTeam } from '../../src/journey/vocabulary.ts';
import { sampleSentences } from './card-sample-sentences.ts';
import { cardSample } from './card-samples.ts';

export const agreedSampleNames = ['offered', 'accepted', 'givenBack', 'fromNobody'] as const;
export type AgreedSampleName = (typeof agreedSampleNames)[number];

/** The card's answer for a contact under an agreement, whose lead passes from marketing to sales. */
export function agreedSample(name: AgreedSampleName, language: Language): CardData {
  const answer = cardSample('ready', language);
  if (!answer.ok) throw new Error('the sample is a refusal');
  const team = (id: OwnerTeam) => ({ id, label: teamNames[id][language] });
  const reason = { id: 'wrong-person', label: sampleSentences[language].correctionReason };
  const isReturn = name === 'givenBack';
  const lead = team(isReturn ? 'marketing' : 'sales');
  const clock = {
    kind: 'accept' as const,
    label: clockNames.accept[language],
    team: { id: isReturn ? ('marketing' as const) : ('sales' as const), label: lead.label },
    status: isReturn ? ('breached' as const) : ('at-risk' as const),
    startedAt: '2026-11-20T08:00:00.000Z',
    dueAt: '2026-11-20T11:00:00.000Z',
    targetSeconds: 10_800,
    secondsLeft: isReturn ? -1800 : 5400,
  };
  return {
    ...answer.data,
    lead,
    clock: name === 'accepted' ? null : clock,
    handoff: {
      state: name === 'accepted' ? 'accepted' : 'offered',
      stage: 'purchase-decision',
      from: team(isReturn ? 'sales' : name === 'fromNobody' ? 'nobody' : 'marketing'),
      to: clock.team,
      cause: isReturn ? 'return' : 'stage',
      offeredAt: '2026-11-20T08:00:00.000Z',
      answeredAt: name === 'accepted' ? '2026-11-20T08:10:00.000Z' : null,
      because: isReturn ? { reason, note: 'Ask for Ms Example.', by: { id: '7', name: 'Max Muster' } } : null,
      reasons: [reason, { id: 'no-budget', label: sampleSentences[language].notice }],
    },
  };
}
