import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CardAnswer, CardData, CardVisit } from '../../src/api/card-contract.ts';
import { pastForCard } from '../../src/api/past-for-card.ts';
import { countedActivities } from '../../src/api/touch-words.ts';
import { moveNames, type Texts, teamNames } from '../../src/journey/texts.ts';
import type { Language, MoveKind, OwnerTeam } from '../../src/journey/vocabulary.ts';
import { sampleSentences } from './card-sample-sentences.ts';
import { projectDir } from './project-folder.ts';

/** The states in which an answer can find the card. */
export const cardSampleNames = [
  'ready',
  'nothingDue',
  'catchingUp',
  'pastReading',
  'pastUncounted',
  'noStage',
  'unknown',
  'deleted',
  'refused',
] as const;
export type CardSampleName = (typeof cardSampleNames)[number];

/** The answer of the backend for a fictitious contact, told in the language. */
export function cardSample(name: CardSampleName, language: Language): CardAnswer {
  if (name === 'refused') {
    return { ok: false, error: { code: 'account-unknown', message: 'The app is not installed in this account.' } };
  }
  return { ok: true, data: dataOf(name, language) };
}

/** The properties of the record that the app wrote; they tell of an earlier day than the answers. */
export const sampleProperties: Record<string, string> = {
  journey_steward_stage: 'buying-cycle:active-evaluation',
  journey_steward_stage_entered_at: String(Date.parse('2026-09-01T08:00:00Z')),
  journey_steward_owner_team: 'marketing',
  journey_steward_lap: '2',
  journey_steward_outcome: '',
  journey_steward_as_of: String(Date.parse('2026-09-14T22:30:00Z')),
};

function dataOf(name: Exclude<CardSampleName, 'refused'>, language: Language): CardData {
  const ready = readyData(language);
  const empty: CardData = { ...ready, current: null, correction: null, touchpoint: null, visits: [], notices: [] };
  const closed = { leftAt: ready.asOf };
  switch (name) {
    case 'ready':
      return ready;
    case 'nothingDue':
      return { ...ready, touchpoint: null, notices: [] };
    case 'catchingUp':
      return { ...ready, isCatchingUp: true };
    case 'pastReading':
      return { ...ready, past: { percent: 40, waiting: pastTypesIn(language) } };
    case 'pastUncounted':
      return { ...empty, state: 'unknown', past: { percent: null, waiting: pastTypesIn(language) } };
    case 'noStage': {
      const visits = ready.visits.map((visit) => (visit.leftAt === null ? { ...visit, ...closed } : visit));
      return { ...ready, state: 'no-stage', current: null, touchpoint: null, visits };
    }
    case 'unknown':
      return { ...empty, state: 'unknown' };
    case 'deleted':
      return { ...empty, state: 'deleted' };
  }
}

function readyData(language: Language): CardData {
  const model = readModel('buying-cycle');
  const sentences = sampleSentences[language];
  const stage = (id: string) => ({ id, label: model.stages.find((known) => known.id === id)!.names[language] });
  const team = (id: OwnerTeam) => ({ id, label: teamNames[id][language] });
  const visit = (told: ToldVisit): CardVisit => ({
    lap: told.lap ?? 1,
    stage: stage(told.stage),
    team: team(told.team),
    owner: told.owner ? { id: '71000001', name: told.owner } : null,
    enteredAt: told.from,
    leftAt: told.to,
    move: { kind: told.move, label: moveNames[told.move][language] },
    outcome: told.outcome
      ? { id: told.outcome, label: model.outcomes.find(({ id }) => id === told.outcome)!.names[language] }
      : null,
    cause: sentences[told.cause],
    touches: told.touched ? touchesIn(language) : [],
    isNoise: told.move === 'noise',
    correction:
      told.move === 'correction'
        ? { id: correctionId, reason: sentences.correctionReason, by: corrector, isHolding: told.to === null }
        : null,
  });
  const visits = toldVisits.map(visit);
  return {
    recordId: '900001',
    asOf: '2026-11-20T09:30:00.000Z',
    checkedAt: '2026-11-20T02:23:00.000Z',
    isCatchingUp: false,
    past: null,
    state: 'in-journey',
    model: { id: model.name, label: model.names[language], isCircular: true, version: 3 },
    stages: model.stages.map(({ id, names }) => ({ id, label: names[language], team: team(leadOf(id)) })),
    current: { ...visits[0]!, stageIndex: 4 },
    correction: null,
    touchpoint: {
      id: 'ask-what-is-missing',
      label: sentences.touchpoint,
      team: team('sales'),
      reasons: [sentences.reasonDecision, sentences.reasonSilence, sentences.reasonGroup],
    },
    lead: null,
    clock: null,
    handoff: null,
    visits,
    notices: [sentences.notice],
  };
}

function pastTypesIn(language: Language) {
  const types = (['email', 'meeting'] as const).map((objectType) => ({
    ...{ objectType, recordsDone: 40, recordsTotal: 100, isFinished: false },
  }));
  return pastForCard(types, language)!.waiting;
}

type Sentences = (typeof sampleSentences)[Language];
type ToldVisit = {
  lap?: number;
  stage: string;
  team: OwnerTeam;
  owner?: string;
  from: string;
  to: string | null;
  move: MoveKind;
  outcome?: string;
  cause: keyof Sentences;
  touched?: true;
};

/** Three e-mails, of which the buyer sent one, and a meeting. */
function touchesIn(language: Language): CardVisit['touches'] {
  const by = [{ id: '71000001', name: owner }];
  const lastAt = '2026-07-20T13:00:00.000Z';
  const told = (kind: 'email' | 'meeting', count: number, fromBuyer: number) => ({
    ...{ kind, count, fromBuyer, by, lastAt },
    label: countedActivities(kind, count, language),
  });
  return [told('email', 3, 1), told('meeting', 1, 0)];
}

const owner = 'Erika Beispiel';
const correctionId = '1d2e3f40-5a6b-4c7d-8e9f-0a1b2c3d4e5f';
const corrector = { id: '71900001', name: 'Max Muster' };

/** The newest first: a second lap with a step back, a correction and two runs of noise. */
const toldVisits: ToldVisit[] = [
  {
    lap: 2,
    stage: 'purchase-decision',
    team: 'sales',
    owner,
    from: '2026-08-18T07:15:00.000Z',
    to: null,
    move: 'advance',
    outcome: 'no-decision',
    cause: 'dealOpened',
  },
  {
    lap: 2,
    stage: 'active-evaluation',
    team: 'marketing',
    owner,
    from: '2026-07-02T10:00:00.000Z',
    to: '2026-08-18T07:15:00.000Z',
    move: 'correction',
    outcome: 'short-listed',
    cause: 'corrected',
    touched: true,
  },
  {
    lap: 2,
    stage: 'loyalty',
    team: 'service',
    from: '2026-07-02T09:20:00.000Z',
    to: '2026-07-02T10:00:00.000Z',
    move: 'noise',
    cause: 'imported',
  },
  {
    lap: 2,
    stage: 'experience',
    team: 'service',
    from: '2026-07-02T09:20:00.000Z',
    to: '2026-07-02T09:20:00.000Z',
    move: 'noise',
    cause: 'imported',
  },
  {
    lap: 2,
    stage: 'trigger',
    team: 'marketing',
    owner,
    from: '2026-05-11T12:00:00.000Z',
    to: '2026-07-02T09:20:00.000Z',
    move: 'new-lap',
    cause: 'formSent',
  },
  {
    stage: 'loyalty',
    team: 'service',
    owner,
    from: '2025-03-03T08:00:00.000Z',
    to: '2026-05-11T12:00:00.000Z',
    move: 'advance',
    cause: 'lifecycle',
  },
  {
    stage: 'experience',
    team: 'service',
    owner,
    from: '2024-11-05T13:45:00.000Z',
    to: '2025-03-03T08:00:00.000Z',
    move: 'skip',
    cause: 'lifecycle',
  },
  {
    stage: 'purchase-decision',
    team: 'sales',
    from: '2024-10-01T16:00:00.000Z',
    to: '2024-11-05T13:45:00.000Z',
    move: 'regress',
    outcome: 'lost',
    cause: 'dealOpened',
  },
  {
    stage: 'trigger',
    team: 'marketing',
    from: '2024-09-30T22:30:00.000Z',
    to: '2024-10-01T16:00:00.000Z',
    move: 'noise',
    cause: 'imported',
  },
  {
    stage: 'out-of-market',
    team: 'marketing',
    from: '2024-09-02T06:00:00.000Z',
    to: '2024-09-30T22:30:00.000Z',
    move: 'start',
    cause: 'created',
  },
];

function leadOf(stage: string): OwnerTeam {
  if (stage === 'purchase-decision') return 'sales';
  return stage === 'experience' || stage === 'loyalty' ? 'service' : 'marketing';
}

type NamedModel = {
  name: string;
  names: Texts;
  stages: { id: string; names: Texts }[];
  outcomes: { id: string; names: Texts }[];
};

function readModel(name: string): NamedModel {
  return JSON.parse(readFileSync(join(projectDir, 'src/journey/models', `${name}.json`), 'utf8')) as NamedModel;
}
