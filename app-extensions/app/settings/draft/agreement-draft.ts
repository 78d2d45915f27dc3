import type { SettingsAgreementData } from '../../../../src/api/agreement-settings-contract.ts';
import type { Language } from '../../cards/who-reads.ts';
import { freeId, isSame, wordOf } from './draft.ts';

export type Agreement = NonNullable<SettingsAgreementData['agreement']>;
export type AgreedStage = Agreement['stages'][string];
export type TargetKind = keyof AgreedStage['targets'];
export type Target = NonNullable<AgreedStage['targets'][TargetKind]>;
export type Step = Target['steps'][number];
export type LengthUnit = keyof Target['within'];
export type Team = keyof Agreement['teams'];
export type AgreedTeam = NonNullable<Agreement['teams'][Team]>;
export type Calendar = AgreedTeam['calendar'];
export type Holiday = Calendar['holidays'][number];
export type Weekday = keyof Calendar['week'];
export type AppliesTo = SettingsAgreementData['versions'][number]['appliesTo'];

export const teams: readonly Team[] = ['marketing', 'sales', 'service'];
export const targetKinds: readonly TargetKind[] = ['acceptWithin', 'firstTouchWithin', 'touchEvery', 'stayWithin'];
export const lengthUnits: readonly LengthUnit[] = ['businessMinutes', 'businessHours', 'endOfBusinessDay'];
export const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** An agreement that is being edited. `base`: the version that it began from, 0 for none, and that is expected when it is published. */
export type AgreementDraft = { agreement: Agreement; base: number; isChanged: boolean };

export function withAgreement(draft: AgreementDraft, change: Partial<Agreement>): AgreementDraft {
  return { ...draft, agreement: { ...draft.agreement, ...change }, isChanged: true };
}

/** After a draft was published: what was changed while the answer was awaited stays, and counts as unpublished. */
export function afterPublication(now: AgreementDraft, published: AgreementDraft): AgreementDraft {
  if (!now.isChanged) return published;
  return { ...now, base: published.base, isChanged: !isSame(now.agreement, published.agreement) };
}

/** An agreement in which nothing is agreed yet. */
export function emptyAgreement(names: Record<Language, string>): Agreement {
  return {
    id: 'agreement',
    names,
    records: ['contact'],
    stages: {},
    teams: {},
    accept: 'either',
    touches: { kinds: ['call', 'email', 'meeting', 'message', 'logged'], by: 'anyone' },
    returnReasons: [],
  };
}

/** Changes what is agreed for a stage; null takes the stage out. */
export function withAgreedStage(
  draft: AgreementDraft,
  id: string,
  change: Partial<AgreedStage> | null,
): AgreementDraft {
  const { [id]: before, ...others } = draft.agreement.stages;
  if (change === null) return withAgreement(draft, { stages: others });
  const stage = withoutUndefined({ ...(before ?? { contributors: [], targets: {} }), ...change });
  // A stage that was there keeps its place in the file.
  return withAgreement(draft, { stages: { ...draft.agreement.stages, [id]: stage } });
}

export function withTarget(
  draft: AgreementDraft,
  id: string,
  kind: TargetKind,
  target: Target | undefined,
): AgreementDraft {
  const targets = withoutUndefined({ ...draft.agreement.stages[id]?.targets, [kind]: target });
  return withAgreedStage(draft, id, { targets });
}

export function withTeam(draft: AgreementDraft, team: Team, change: Partial<AgreedTeam> | null): AgreementDraft {
  const before = draft.agreement.teams[team];
  const changed = change === null ? undefined : withoutUndefined({ ...before, ...change });
  const all = { ...draft.agreement.teams, [team]: changed } as Agreement['teams'];
  return withAgreement(draft, { teams: withoutUndefined(all) });
}

export function withCalendar(draft: AgreementDraft, team: Team, change: Partial<Calendar>): AgreementDraft {
  const before = draft.agreement.teams[team];
  return before === undefined ? draft : withTeam(draft, team, { calendar: { ...before.calendar, ...change } });
}

/** A team that begins: at work from Monday to Friday. */
export function newTeam(zone: string): AgreedTeam {
  const week = Object.fromEntries(
    weekdays.map((day) => [day, day === 'sat' || day === 'sun' ? [] : [['09:00', '17:00']]]),
  ) as Calendar['week'];
  return { members: [], calendar: { zone, week, holidays: [] } };
}

/** Holidays in their order; a day that is there already stays as it is, also when it was switched off. */
export function holidaysWith(known: readonly Holiday[], more: readonly Holiday[]): Holiday[] {
  const dates = new Set(known.map(({ date }) => date));
  const all = [...known, ...more.filter(({ date }) => !dates.has(date))];
  return all.sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
}

/** The draft with these holidays of a team as well; the same draft where it has them all. */
export function withMoreHolidays(draft: AgreementDraft, team: Team, more: readonly Holiday[]): AgreementDraft {
  const known = draft.agreement.teams[team]?.calendar.holidays ?? [];
  const holidays = holidaysWith(known, more);
  return holidays.length === known.length ? draft : withCalendar(draft, team, { holidays });
}

/** A new reason, of this name in all languages until it is given others. */
export function addReason(draft: AgreementDraft, name: string): AgreementDraft {
  const { returnReasons } = draft.agreement;
  const id = freeId(
    wordOf(name, 'reason'),
    returnReasons.map((reason) => reason.id),
  );
  const names = { en: name, it: name, de: name, ko: name, ru: name };
  return withAgreement(draft, { returnReasons: [...returnReasons, { id, name: names }] });
}

/** JSON has no field without a value, so that a draft is the same as the file that it becomes. */
function withoutUndefined<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
