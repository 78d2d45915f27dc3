import type { SettingsAgreementData } from '../../../../src/api/agreement-settings-contract.ts';
import type { WhoReads } from '../../cards/who-reads.ts';
import { type TargetKind, type Team, targetKinds, teams, weekdays } from '../draft/agreement-draft.ts';
import type { AgreementTexts } from '../texts/agreement/agreement-texts.ts';
import type { SettingsTexts } from '../texts/settings-texts.ts';

/** Under which tab the parts of an agreement stand. */
export const areaPaths = {
  stages: ['stages', 'names'],
  teams: ['teams'],
  touches: ['records', 'touches', 'accept', 'returnReasons'],
} as const;

/**
 * Where something stands on the page, in the words of the page: `teams.sales.calendar.week.mon[0]` is “Teams and calendars › Sales ›
 * Monday”. A place that the page does not know goes by its path.
 */
export function placeNames(
  { stages }: SettingsAgreementData,
  texts: AgreementTexts,
  { teams: teamNames }: Pick<SettingsTexts, 'teams'>,
  { language, locale }: Pick<WhoReads, 'language' | 'locale'>,
): (path: string) => string {
  const stageName = (id: string) => stages.find((stage) => stage.id === id)?.names[language] ?? id;
  const within = (path: string): string[] | null => {
    const [area = '', part = '', field = '', kind = '', more = ''] = path.split(/[.[]/);
    if (area === 'stages') {
      const target = targetKinds.find((one) => one === kind);
      const last = field === 'targets' && target !== undefined ? texts.targets[target as TargetKind] : fieldName(field);
      return [texts.tabs.stages, ...(part === '' ? [] : [stageName(part)]), last];
    }
    if (area === 'teams') {
      const team = teams.find((one) => one === part);
      if (team === undefined) return null;
      return [
        texts.tabs.teams,
        teamNames[team as Team],
        fieldName(field),
        kind === 'week' ? dayName(more) : fieldName(kind),
      ];
    }
    const names: Record<string, string> = {
      records: texts.records,
      touches: texts.touches,
      accept: texts.accept,
      returnReasons: texts.reasons,
    };
    return names[area] === undefined ? null : [texts.tabs.touches, names[area]];
  };
  const fields: Record<string, string> = {
    lead: texts.lead,
    contributors: texts.contributors,
    pauseWhen: texts.pause,
    leadPerson: texts.leadPerson,
    members: texts.members,
    zone: texts.zone,
    holidays: texts.holidays,
  };
  const fieldName = (field: string) => fields[field] ?? '';
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const dayName = (day: string) => {
    const index = (weekdays as readonly string[]).indexOf(day);
    return index < 0 ? texts.hours : weekday.format(Date.UTC(2024, 0, 1 + index));
  };
  return (path) =>
    within(path)
      ?.filter((part) => part !== '')
      .join(' › ') ?? path;
}
