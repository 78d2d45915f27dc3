import type { ClockNumber } from '../../../../src/api/agreement-page-contract.ts';
import type { WaitingKind } from '../../../../src/api/clocks-contract.ts';
import type { PluralForms } from '../../cards/texts/texts.ts';
import type { Standing } from '../records/standing.ts';

type Counted =
  | 'entered'
  | 'now'
  | 'now-edit'
  | 'open'
  | 'ended'
  | 'forward'
  | 'back'
  | 'out'
  | 'edit'
  | 'to'
  | 'touch'
  | 'outcome';

/** Every text of the app pages that the backend does not send. `{name}` stands for a value. */
export type PageTexts<Forms extends PluralForms = PluralForms> = {
  titles: Record<
    | 'journey'
    | 'records'
    | 'agreement'
    | 'agreementRecords'
    | 'handoffs'
    | 'health'
    | 'tagProblems'
    | 'setAside'
    | 'failedReplays'
    | 'waiting'
    | 'tagged'
    | 'recovered',
    string
  >;
  unknownPageTitle: string;
  loading: string;
  countingTitle: string;
  retry: string;
  refresh: string;
  failedTitle: string;
  failed: string;
  /** `{code}`. */
  failureCode: string;
  busyTitle: string;
  notRefreshed: string;
  notInstalled: string;
  /** `{counted}`, `{total}`. */
  counting: string;
  copyCsv: string;
  /** Beside a CSV that has not all of a table: `{shown}`, `{total}`; of a number that nobody knows, `{shown}`. */
  shownOf: string;
  shownOfMore: string;
  /** While the rest of a table is read for its CSV, and once it is: `{count}` rows, and of the records that are not named yet `{unnamed}`. */
  csvReading: string;
  csvNaming: string;
  csvStopped: string;
  csvWhole: string;
  csvBound: string;
  /** Behind these, of `{count}` records whose names HubSpot was asked for in vain. */
  csvNameless: string;
  copyRows: string;
  goOn: string;
  copied: string;
  notCopied: string;
  object: string;
  objects: Record<'contact' | 'deal' | 'company', string>;
  period: string;
  periods: Record<'all' | '30' | '90' | '365', string>;
  by: string;
  splits: Record<'none' | 'source' | 'owner' | 'team' | 'month', string>;
  /** `{time}`, `{model}`, `{version}`. */
  asOf: string;
  /** `{count}`. */
  outdated: Forms;
  timeReversed: Forms;
  /** The numbers of records over all stages. */
  standings: Record<Standing, string>;
  emptyTitle: string;
  empty: string;
  map: string;
  /** `{from}`, `{to}`, `{count}`. */
  mapMove: string;
  mapNote: string;
  funnel: string;
  stages: string;
  stage: string;
  team: string;
  entered: string;
  now: string;
  forward: string;
  back: string;
  out: string;
  edit: string;
  /** `{count}`. */
  nowByEdit: string;
  stagesNote: string;
  median: string;
  p90: string;
  next: string;
  underAMinute: string;
  tooFew: string;
  /** `{count}`. */
  tooFewNote: string;
  /** `{split}`. */
  segments: string;
  segmentUnknown: string;
  touchpoints: string;
  touchpointsNote: string;
  howMet: string;
  whatToDo: string;
  whatEnds: string;
  /** `{teams}`. */
  helpers: string;
  /** `{track}`. */
  track: string;
  nothing: string;
  /** `{stage}`; of `to`, `touch` and `outcome` also `{to}`. */
  behind: Record<Counted, string>;
  record: string;
  enteredAt: string;
  leftAt: string;
  createdAt: string;
  stillThere: string;
  owner: string;
  lap: string;
  more: string;
  noRecords: string;
  searching: string;
  wrongAddress: string;
  backToJourney: string;
  backToHealth: string;
  allWell: string;
  /** `{count}`. */
  portalUnread: string;
  attention: Forms;
  lastCheck: string;
  neverChecked: string;
  journalRead: string;
  tagsWritten: string;
  tags: string;
  taggedNote: string;
  tagsSetAside: string;
  pastRead: string;
  pastReadNote: string;
  compared: string;
  comparedNote: string;
  notComparedYet: string;
  waiting: string;
  waitingNote: string;
  waitingRecordsNote: string;
  nothingWaits: string;
  kind: string;
  progress: string;
  running: string;
  done: string;
  notYet: string;
  trouble: string;
  comparedAsOf: string;
  foundAgain: string;
  recoveredNote: string;
  whatWasFound: string;
  foundAt: string;
  queue: string;
  count: string;
  since: string;
  queues: Record<'replays' | 'tag-writes' | 'bulk-tag-writes' | 'erasures', string>;
  tagProblems: string;
  tagProblemsNote: string;
  reason: string;
  whatToDoNow: string;
  triesAgain: string;
  waitsForYou: string;
  /** `{time}`. */
  triesAgainAt: string;
  properties: string;
  hubspotSays: string;
  sinceWhen: string;
  event: string;
  setAsideAt: string;
  whichRecords: string;
  setAside: string;
  setAsideNote: string;
  events: string;
  firstAndLast: string;
  failedReplays: string;
  failedReplaysNote: string;
  /** `{count}`. */
  allFailedReplays: Forms;
  tries: string;
  nextTry: string;
  nothingHere: string;
  recordTypes: Record<string, string>;
  teams: Record<'marketing' | 'sales' | 'service', string>;
  /** `{team}`. */
  waitingFor: string;
  noHandoffs: string;
  offeredBy: string;
  offeredAt: string;
  due: string;
  overdue: string;
  causes: Record<'stage' | 'return' | 'again', string>;
  show: string;
  waitingKinds: Record<'all' | WaitingKind, string>;
  allStages: string;
  allTeams: string;
  noSuchHandoffs: string;
  /** `{count}`, of a team's usual length. */
  businessDays: Forms;
  /** `{count}`. */
  agreementFailed: Forms;
  clockNumbers: Record<ClockNumber | 'returned', string>;
  agreement: {
    began: string;
    /** `{time}`, `{agreement}`, `{version}`. */
    asOf: string;
    noneTitle: string;
    none: string;
    emptyTitle: string;
    empty: string;
    compliance: string;
    complianceNote: string;
    clock: string;
    clocks: string;
    share: string;
    late: string;
    breaches: string;
    breachesNote: string;
    noBreaches: string;
    dueAt: string;
    lateBy: string;
    stillOpen: string;
    stopped: string;
    started: string;
    state: string;
    returns: string;
    returnsNote: string;
    noReturns: string;
    returnedBy: string;
    returnedTo: string;
    whoseTime: string;
    whoseTimeNote: string;
    /** `{team}`. */
    whoseTimeOfTeam: string;
    /** `{stage}`. */
    whoseTimeInStage: string;
    noTime: string;
    allRecords: string;
    timeShare: string;
    businessTime: string;
    howOften: string;
    /** `{number}`, `{team}`, `{stage}`. */
    behind: string;
    back: string;
  };
};
