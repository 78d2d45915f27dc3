import type { CardData, CardVisit } from '../../../src/api/card-contract.ts';

/** A stay in a stage; an older backend does not speak of touches. */
export type Visit = Omit<CardVisit, 'touches'> & Partial<Pick<CardVisit, 'touches'>>;

export type Touches = CardVisit['touches'];
export type Touchpoint = NonNullable<CardData['touchpoint']>;
export type Past = NonNullable<CardData['past']>;

export type ClockStatus = 'on-track' | 'at-risk' | 'breached' | 'paused';

/** The open clock that is tightest. The tags on a record do not say how much business time it has. */
export type ShownClock = {
  status: ClockStatus;
  /** Milliseconds; null while it stands still before it is due. */
  dueAt: number | null;
  /** What it measures, by name. */
  label?: string;
  /** The kind and the beginning, by which it is found among the record's clocks. */
  is?: { kind: string; startedAt: string };
  /** In seconds of business time; `left` is negative when more was used than there was. */
  businessTime?: {
    left: number;
    total: number;
    /** A usual business day of the team; an older backend does not tell it. */
    day?: number;
  };
};

/** What a card shows of a record's journey. */
export type Journey = Omit<CardData, 'current' | 'visits' | 'checkedAt' | 'clock'> & {
  current: (Visit & { stageIndex: number }) | null;
  visits: Visit[];
  /** Undefined where the answer does not speak of it. */
  checkedAt?: CardData['checkedAt'];
  clock: ShownClock | null;
};

export type JourneyAnswer = { ok: true; data: Journey } | { ok: false; error: { code: string; message: string } };

/** Takes an answer of any version of the backend: what an older one does not tell is left empty, what is new is left out. */
export function journeyOfCard(data: CardData): Journey {
  const told: Partial<CardData> = data;
  return {
    ...data,
    isCatchingUp: told.isCatchingUp ?? false,
    correction: told.correction ?? null,
    checkedAt: told.checkedAt,
    past: told.past ?? null,
    notices: told.notices ?? [],
    clock: told.clock ? shownClock(told.clock) : null,
    lead: told.lead ?? null,
    handoff: told.handoff ?? null,
  };
}

function shownClock({
  status,
  kind,
  label,
  startedAt,
  dueAt,
  secondsLeft,
  targetSeconds,
  daySeconds,
}: NonNullable<CardData['clock']>): ShownClock {
  return {
    status,
    label,
    is: { kind, startedAt },
    dueAt: dueAt === null ? null : Date.parse(dueAt),
    businessTime: { left: secondsLeft, total: targetSeconds, day: daySeconds },
  };
}
