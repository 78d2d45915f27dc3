import type { PluralForms } from '../../cards/texts/texts.ts';
import type { Language } from '../../cards/who-reads.ts';
import type { OwnerTeam } from '../draft/draft.ts';
import type { activityKinds, ConditionKind } from '../draft/simple-condition.ts';

/** Every text of the settings page that the backend does not send. `{name}` stands for a value. */
export type SettingsTexts<Forms extends PluralForms = PluralForms> = {
  title: string;
  /** `{model}`, `{version}`. */
  inForce: string;
  /** `{time}`, `{who}`. */
  publishedBy: string;
  readOnlyTitle: string;
  readOnly: string;
  preset: string;
  takePreset: string;
  /** `{id}`. */
  userNumber: string;
  byInstallation: string;
  byCommandLine: string;
  tabs: Record<'stages' | 'preview' | 'file' | 'versions', string>;
  /** `{version}`. */
  published: string;
  inForceAlready: string;
  overtakenTitle: string;
  /** `{who}`, `{version}`, `{time}`, `{base}`. */
  overtaken: string;
  keepMine: string;
  takeTheirs: string;
  unansweredTitle: string;
  unanswered: string;
  notAllowed: string;
  invalid: string;
  refused: string;
  draftKept: string;
  errorsTitle: string;
  warningsTitle: string;
  error: string;
  warning: string;
  /** `{count}`. */
  moreProblems: Forms;
  problems: Forms;
  /** `{base}`. */
  changed: string;
  unchanged: string;
  preview: string;
  publish: string;
  drop: string;
  exportFile: string;
  copyFile: string;
  fileCopied: string;
  importFile: string;
  importNote: string;
  takeFile: string;
  fileNote: string;
  fileUnreadable: string;
  /** `{model}`. */
  modelNames: string;
  orderNote: string;
  /** `{number}`, `{stage}`, `{team}`. */
  stageTitle: string;
  newStage: string;
  addStage: string;
  nameIn: Record<Language, string>;
  nameMissing: string;
  lead: string;
  contributors: string;
  /** `{count}`. */
  leadDepends: string;
  rules: string;
  rulesNote: string;
  plays: string;
  earlier: string;
  later: string;
  /** `{stage}`. */
  removeStage: string;
  on: string;
  off: string;
  offNote: string;
  addRule: string;
  choose: string;
  kinds: Record<ConditionKind, string>;
  when: string;
  property: string;
  isOneOf: string;
  commas: string;
  value: string;
  known: string;
  unknown: string;
  atLeast: string;
  direction: string;
  directions: Record<'any' | 'incoming' | 'outgoing', string>;
  dealsAre: string;
  deals: Record<'open' | 'won' | 'lost' | 'any', string>;
  days: string;
  and: string;
  or: string;
  remove: string;
  addCondition: string;
  asJson: string;
  noJson: string;
  playAlways: string;
  playSometimes: string;
  raisePlay: string;
  addPlay: string;
  touchpointMap: string;
  touchpointMapNote: string;
  touchpoints: string;
  decisions: string;
  noneEntered: string;
  newTouchpoint: string;
  addTouchpoint: string;
  newDecision: string;
  addDecision: string;
  /** `{count}`. */
  mostEntered: string;
  openEntry: string;
  closeEntry: string;
  lower: string;
  where: string;
  places: Record<'online' | 'offline', string>;
  how: string;
  occasion: string;
  textMissing: string;
  touchpointKinds: string;
  question: string;
  leadsTo: string;
  /** `{ids}`. */
  noSuchTarget: string;
  previewNote: string;
  previewSince: string;
  previewPeriods: Record<'none' | '30' | '90' | '365', string>;
  previewOutdated: string;
  partialTitle: string;
  /** `{records}`, `{total}`. */
  partial: string;
  lookedAt: string;
  wouldChange: string;
  notReplayed: string;
  whereTheyAre: string;
  entries: string;
  noStage: string;
  stage: string;
  before: string;
  after: string;
  teamsAfter: string;
  notThere: string;
  moves: string;
  noMoves: string;
  records: string;
  from: string;
  to: string;
  howMany: string;
  forExample: string;
  version: string;
  model: string;
  publishedAt: string;
  publishedByWhom: string;
  state: string;
  isInForce: string;
  /** `{version}`. */
  restoreQuestion: string;
  restoreYes: string;
  cancel: string;
  lookAt: string;
  restore: string;
  teams: Record<OwnerTeam, string>;
  activities: Record<(typeof activityKinds)[number], string>;
};
