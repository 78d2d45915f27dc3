import type { AgreementPreviewData, HolidaysData } from '../../../../../src/api/agreement-settings-contract.ts';
import type { PluralForms } from '../../../cards/texts/texts.ts';
import type { Agreement, AppliesTo, LengthUnit, Step, TargetKind } from '../../draft/agreement-draft.ts';

/** Every text of the agreement's settings that the backend does not send and the model's settings do not have. */
export type AgreementTexts<Forms extends PluralForms = PluralForms> = {
  areas: Record<'model' | 'agreement', string>;
  title: string;
  /** `{agreement}`, `{version}`. */
  inForce: string;
  noneTitle: string;
  none: string;
  /** What an agreement is called until somebody names it. */
  unnamed: string;
  preset: string;
  takePreset: string;
  tabs: Record<'stages' | 'teams' | 'touches' | 'preview' | 'file' | 'versions', string>;
  appliesTo: string;
  /** Of a version that was published. */
  countsFor: string;
  appliesTos: Record<AppliesTo, string>;
  /** `{version}`. */
  published: string;
  /** `{agreement}`. */
  names: string;
  matrix: string;
  matrixNote: string;
  stage: string;
  /** `{stage}`. */
  leadOf: string;
  /** `{stage}`. */
  contributorsOf: string;
  lead: string;
  contributors: string;
  /** `{teams}`. */
  asModel: string;
  notAgreed: string;
  unknownStage: string;
  /** `{stage}`. */
  takeOut: string;
  targetsTitle: string;
  targetsNote: string;
  targets: Record<TargetKind, string>;
  targetNotes: Record<TargetKind, string>;
  amount: string;
  amountWrong: string;
  unit: string;
  units: Record<LengthUnit, string>;
  /** `{count}`. */
  lengths: Record<LengthUnit, string>;
  dayNote: string;
  steps: string;
  stepCount: Forms;
  noSteps: string;
  atPercent: string;
  does: string;
  actions: Record<Step['do'], string>;
  who: string;
  persons: Record<Step['who'], string>;
  addStep: string;
  removeStep: string;
  pause: string;
  pauses: string;
  /** `{team}`. */
  takesPart: string;
  /** `{team}`. */
  takesNoPart: string;
  zone: string;
  hours: string;
  hoursNote: string;
  hoursWrong: string;
  sameHours: string;
  people: string;
  leadPerson: string;
  leadPersonNote: string;
  nobody: string;
  members: string;
  membersNote: string;
  /** `{name}`. */
  hasLeft: string;
  holidays: string;
  noHolidays: string;
  holidayCount: Forms;
  date: string;
  dateNote: string;
  dateWrong: string;
  dateTaken: string;
  holidayName: string;
  counts: string;
  free: string;
  worked: string;
  addHoliday: string;
  /** `{name}`. */
  removeHoliday: string;
  shareHolidays: string;
  holidaysShared: string;
  readHolidays: string;
  calendarFile: string;
  calendarNote: string;
  holidaysAdded: Forms;
  noHolidaysFound: string;
  skipped: string;
  skippedReasons: Record<HolidaysData['skipped'][number]['reason'], string>;
  records: string;
  recordKinds: Record<Agreement['records'][number], string>;
  handoffs: string;
  accept: string;
  accepts: Record<Agreement['accept'], string>;
  touches: string;
  touchKinds: string;
  logged: string;
  touchBy: string;
  touchBys: Record<Agreement['touches']['by'], string>;
  touchesNote: string;
  chooseOne: string;
  reasons: string;
  reasonsNote: string;
  newReason: string;
  addReason: string;
  /** `{reason}`. */
  removeReason: string;
  previewNote: string;
  since: string;
  periods: Record<'30' | '90' | '365' | 'all', string>;
  appear: string;
  vanish: string;
  breaches: string;
  team: string;
  clock: string;
  clocks: Record<AgreementPreviewData['groups'][number]['kind'], string>;
  before: string;
  after: string;
  /** `{breached}`, `{clocks}`. */
  breachedOf: string;
  noClocks: string;
  agreement: string;
  importNote: string;
  fileNote: string;
  fileUnreadable: string;
};
