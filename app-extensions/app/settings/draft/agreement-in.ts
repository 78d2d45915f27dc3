import type { Agreement, Calendar } from './agreement-draft.ts';
import { weekdays } from './agreement-draft.ts';
import { type Fields, isFields } from './is-fields.ts';

/** Null for what is no agreement at all; what is wrong within one the preview tells, place by place. */
export function agreementIn(text: string): Agreement | null {
  try {
    const json: unknown = JSON.parse(text);
    return isFields(json) && isFields(json.names) && isFields(json.stages) && isFields(json.teams)
      ? drawable(json, json.stages, json.teams)
      : null;
  } catch {
    return null;
  }
}

/** With what may be left out in a file; null where something within has not the shape that the form draws. */
function drawable(json: Fields, stages: Fields, teams: Fields): Agreement | null {
  const agreed = Object.entries(stages).map(([id, stage]) => [id, stageOf(stage)] as const);
  const people = Object.entries(teams).map(([team, given]) => [team, teamOf(given)] as const);
  const { touches = {}, returnReasons = [], ...rest } = json;
  const reasons = Array.isArray(returnReasons) ? returnReasons : [null];
  const isWrong =
    [...agreed, ...people].some(([, part]) => part === null) ||
    !isFields(touches) ||
    !reasons.every((reason) => isFields(reason) && isFields(reason.name));
  if (isWrong) return null;
  return {
    records: ['contact', 'deal'],
    accept: 'either',
    ...rest,
    stages: Object.fromEntries(agreed),
    teams: Object.fromEntries(people),
    touches: { kinds: ['call', 'email', 'meeting', 'message', 'logged'], by: 'anyone', ...touches },
    returnReasons: reasons,
  } as unknown as Agreement;
}

function stageOf(stage: unknown): Fields | null {
  if (!isFields(stage)) return null;
  const { contributors = [], targets = {}, pauseWhen = {} } = stage;
  if (!Array.isArray(contributors) || !isFields(targets) || !isFields(pauseWhen)) return null;
  const all = Object.entries(targets).map(([kind, target]) => {
    if (!isFields(target) || !isFields(target.within)) return null;
    const { steps = [] } = target;
    return Array.isArray(steps) && steps.every(isFields) ? ([kind, { ...target, steps }] as const) : null;
  });
  const known = all.filter((one) => one !== null);
  return known.length < all.length ? null : { ...stage, contributors, targets: Object.fromEntries(known) };
}

function teamOf(team: unknown): Fields | null {
  if (!isFields(team) || !isFields(team.calendar) || !isFields(team.calendar.week)) return null;
  const { members = [], calendar } = team;
  const { holidays = [] } = calendar as Fields;
  const given = team.calendar.week;
  const isOpen = (day: unknown) =>
    Array.isArray(day) && day.every((one) => Array.isArray(one) && one.every((time) => typeof time === 'string'));
  const isDrawable =
    Object.values(given).every(isOpen) &&
    Array.isArray(members) &&
    Array.isArray(holidays) &&
    holidays.every((one) => isFields(one) && typeof one.date === 'string');
  if (!isDrawable) return null;
  const none = Object.fromEntries(weekdays.map((day) => [day, []])) as unknown as Calendar['week'];
  return { ...team, members, calendar: { ...team.calendar, week: { ...none, ...given }, holidays } };
}
