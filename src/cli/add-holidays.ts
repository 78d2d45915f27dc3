import { readFile } from 'node:fs/promises';
import { parseAgreement } from '../agreement/agreement-file.ts';
import type { Agreement } from '../agreement/agreement-schema.ts';
import { holidaysOfIcal, type IcalHolidays, withHolidays } from '../agreement/holidays/holidays-of-ical.ts';
import { JourneyStewardError } from '../errors.ts';
import { type Team, teams } from '../journey/vocabulary.ts';
import { readAgreement } from '../read-agreement.ts';

export type HolidaysCommand = { agreement: string; team?: string; from?: string; to?: string };

/**
 * `holidays`: prints an agreement with the holidays of an iCalendar file in the calendars of its teams. What was switched off stays so.
 * What is no holiday is told beside it, on the other output.
 */
export async function addHolidays(path: string, command: HolidaysCommand): Promise<void> {
  const agreement = await readAgreement(command.agreement);
  const chosen = chosenTeams(command.team, agreement);
  const read = holidaysOfIcal(await textOf(path), periodOf(command));
  console.log(JSON.stringify(agreementWith(agreement, chosen, read), null, 2));
  console.error(`${read.holidays.length} holidays for ${chosen.join(', ')}.`);
  for (const { name, reason } of read.skipped) console.error(`Left out: ${name} (${reasons[reason]}).`);
}

const reasons: Readonly<Record<IcalHolidays['skipped'][number]['reason'], string>> = {
  'not-all-day': 'not whole days, or more than a month of them',
  'unknown-recurrence': 'it comes again by a rule other than yearly ones',
  'without-date': 'it has no date',
  'too-many': 'the calendar has as many as it may have',
};

function agreementWith(agreement: Agreement, chosen: readonly Team[], { holidays }: IcalHolidays): Agreement {
  const changed = chosen.map((team) => {
    const given = agreement.teams[team];
    return [team, given && { ...given, calendar: withHolidays(given.calendar, holidays) }] as const;
  });
  return parseAgreement({ ...agreement, teams: { ...agreement.teams, ...Object.fromEntries(changed) } });
}

function chosenTeams(given: string | undefined, agreement: Agreement): Team[] {
  const known = teams.filter((team) => agreement.teams[team] !== undefined);
  if (given === undefined) return known;
  return given.split(',').map((name) => {
    const team = known.find((candidate) => candidate === name);
    if (team !== undefined) return team;
    throw new JourneyStewardError('request-invalid', `--team ${name}: the agreement has ${known.join(', ')}.`);
  });
}

/** Without an answer: this year and the two that follow. */
function periodOf({ from, to }: HolidaysCommand): { from: string; to: string } {
  const year = new Date().getUTCFullYear();
  const period = { from: from ?? `${year}-01-01`, to: to ?? `${year + 2}-12-31` };
  for (const [name, day] of Object.entries(period)) {
    if (/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))) continue;
    throw new JourneyStewardError('request-invalid', `--${name} ${day}: write a day as 2026-12-31.`);
  }
  return period;
}

async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new JourneyStewardError('request-invalid', `There is no file "${path}".`, { cause });
  });
}
