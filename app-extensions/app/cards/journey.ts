import type { CardData, CardVisit } from '../../../src/api/card-contract.ts';

/** What only the answer for a contact tells of a visit. */
type ToldOfContacts = 'team' | 'owner' | 'outcome' | 'correction';

export type Visit = Omit<CardVisit, ToldOfContacts> &
  Partial<Pick<CardVisit, 'team' | 'owner' | 'outcome'>> & {
    correction: (Omit<NonNullable<CardVisit['correction']>, 'isHolding'> & { isHolding?: boolean }) | null;
    /** The contacts and deals whose moves brought a company there, as `contact/5`. */
    causedBy?: string[];
  };

/** The correction that is in force; a deal's may be known by its id alone. */
export type HoldingCorrection = Omit<NonNullable<CardData['correction']>, 'saidAt' | 'reason'> & {
  saidAt: string | null;
  reason: string | null;
};

/** What to do next; the tag on a deal does not say for which team, nor why. */
export type Touchpoint = Omit<NonNullable<CardData['touchpoint']>, 'team'> &
  Partial<Pick<NonNullable<CardData['touchpoint']>, 'team'>>;

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
  businessTime?: { left: number; total: number };
};

/** What only the answer of the card tells of the agreement. */
type Agreed = 'clock' | 'handoff' | 'lead';

/** What a card shows of a record's journey, from whichever answer it comes. */
export type Journey = Omit<
  CardData,
  'current' | 'visits' | 'stages' | 'touchpoint' | 'correction' | 'checkedAt' | Agreed
> & {
  stages: { id: string; label: string }[];
  current: (Visit & { stageIndex: number }) | null;
  visits: Visit[];
  correction: HoldingCorrection | null;
  /** Undefined where the answer does not speak of it. */
  touchpoint?: Touchpoint | null;
  checkedAt?: CardData['checkedAt'];
  clock?: ShownClock | null;
  /** The team that has the lead by the agreement. */
  lead?: CardData['lead'];
  handoff?: CardData['handoff'];
};

export type JourneyAnswer = { ok: true; data: Journey } | { ok: false; error: { code: string; message: string } };

/** Takes an answer of any version of the backend: what an older one does not tell is left empty, what is new is left out. */
export function journeyOfCard(data: CardData): Journey {
  const told: Partial<CardData> = data;
  return {
    ...data,
    isCatchingUp: told.isCatchingUp ?? false,
    correction: told.correction ?? null,
    touchpoint: told.touchpoint ?? null,
    checkedAt: told.checkedAt,
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
}: NonNullable<CardData['clock']>): ShownClock {
  return {
    status,
    label,
    is: { kind, startedAt },
    dueAt: dueAt === null ? null : Date.parse(dueAt),
    businessTime: { left: secondsLeft, total: targetSeconds },
  };
}
