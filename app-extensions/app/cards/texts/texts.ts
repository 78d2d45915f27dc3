import type { CardData } from '../../../../src/api/card-contract.ts';
import type { ClockStatus } from '../journey.ts';
import type { RecordKind } from '../record-kind.ts';
import type { RefusalTexts } from './refusals.ts';

/** One form for each plural category of the language, by the categories of Intl.PluralRules. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/**
 * Every text of the card that the backend does not send. `{name}` stands for a value. `Forms` are the plural categories of
 * the language, so that a form that it needs cannot be forgotten.
 */
export type Texts<Forms extends PluralForms = PluralForms> = {
  loading: string;
  nextTouchpoint: string;
  noTouchpoint: string;
  stage: string;
  /** `{label}`, `{number}`, `{count}`. */
  stagePosition: string;
  since: string;
  turn: string;
  owner: string;
  noOwner: string;
  lap: string;
  /** `{lap}`. */
  lapOfVisit: string;
  history: string;
  noHistory: string;
  /** `{date}`. */
  openVisit: string;
  underAMinute: string;
  /** `{reason}`. */
  corrected: string;
  correctedBy: string;
  /** `{count}`. */
  noise: Forms;
  /** `{count}`. */
  earlierVisits: Forms;
  /** `{count}`; too many to be told. */
  visitsBefore: Forms;
  notices: string;
  catchingUp: string;
  refresh: string;
  retry: string;
  outdatedTitle: string;
  /** `{time}`. */
  outdated: string;
  /** As of when the ledger was last compared with HubSpot itself; `{time}`. */
  checked: string;
  /** `{what}`: what was recovered by then, with numbers. */
  recovered: string;
  staleTitle: string;
  /** `{time}`. */
  stale: string;
  staleSinceUnknownTime: string;
  noStage: string;
  failedTitle: string;
  failed: string;
  /** `{code}`. */
  failureCode: string;
  unknownTitle: Record<RecordKind, string>;
  unknown: string;
  noStageTitle: Record<RecordKind, string>;
  /** `{model}`. */
  noStageExplained: string;
  deletedTitle: Record<RecordKind, string>;
  deleted: string;
  /** The teams, for when the backend cannot name them. */
  teams: Record<CardData['stages'][number]['team']['id'], string>;
  /** `{model}`. */
  noStageOfCompany: string;
  explain: string;
  explainTitle: string;
  whyHere: string;
  otherStages: string;
  /** `{date}`. */
  comesAt: string;
  anotherLap: string;
  readiness: string;
  explanationFailed: string;
  correct: string;
  correctExplained: string;
  rightStage: string;
  chooseStage: string;
  reason: string;
  reasonHint: string;
  giveReason: string;
  save: string;
  cancel: string;
  close: string;
  correctSaved: string;
  /** `{stage}`. */
  setByHand: string;
  withdraw: string;
  withdrawn: string;
  setAgain: string;
  setOutcome: string;
  setOutcomeExplained: string;
  outcome: string;
  chooseOutcome: string;
  outcomeSaved: string;
  /** `{outcome}`, `{stage}`. */
  outcomeByHand: string;
  outcomeWithdrawn: string;
  /** `{reason}`. */
  outcomeSaid: string;
  /** `{name}`, `{reason}`. */
  outcomeSaidBy: string;
  noAnswer: string;
  refused: string;
  /** What to do about it, by the code of the refusal. */
  refusals: RefusalTexts;
  busyTitle: string;
  busy: string;
  neverChecked: string;
  ownProperties: string;
  misunderstoodTitle: string;
  misunderstood: string;
  reloadPage: string;
  group: string;
  /** `{engaged}`, `{members}`, `{days}`. */
  groupEngaged: string;
  groupMissing: string;
  groupComplete: string;
  groupEmpty: string;
  groupFailed: string;
  person: string;
  lastTouch: string;
  noTouch: string;
  activity: string;
  engaged: string;
  quiet: string;
  /** `{id}`. */
  unnamedContact: string;
  /** `{id}`. */
  unnamedDeal: string;
  /** Before the people and deals whose moves brought a company there. */
  through: string;
  /** `{count}`. */
  groupMore: Forms;
  /** `{count}`. */
  groupRest: Forms;
  clock: string;
  slaStatus: Record<ClockStatus, string>;
  /** `{left}`, `{total}`. */
  timeLeft: string;
  /** `{over}`. */
  timeOver: string;
  /** `{count}`; the team's usual business days. */
  timeOverDays: Forms;
  clockPaused: string;
  /** `{from}`, `{to}`. */
  handoffOffered: string;
  /** `{to}`; nobody had the lead before. */
  handoffWaiting: string;
  /** `{from}`, `{to}`. */
  givenBack: string;
  accept: string;
  giveBack: string;
  /** `{team}`. */
  giveBackTo: string;
  note: string;
  noteHint: string;
  chooseReason: string;
  offerAgain: string;
  handoffAccepted: string;
  leadGivenBack: string;
  leadOffered: string;
  markDone: string;
  touchNoted: string;
  undo: string;
  timeSoFar: string;
  whyThen: string;
  whoseTime: string;
  noClockOpen: string;
  timeFailed: string;
  pastReading: string;
  /** `{share}`. */
  pastReadTo: string;
  /** `{types}`. */
  pastToCome: string;
  /** `{people}`. */
  touchesBy: string;
  /** `{count}`. */
  touchesFromBuyer: string;
  allFromBuyer: string;
  /** `{date}`. */
  lastTouchOn: string;
};
