import type { z } from 'zod';
import { holidaysOfIcal } from '../agreement/holidays/holidays-of-ical.ts';
import type { HolidaysData, holidaysBodySchema } from './agreement-settings-contract.ts';

/** How many years are read, this one among them: holidays of later years are set again and again. */
const years = 3;

/** The holidays of an iCalendar file that somebody pasted into the settings page; nothing is kept of it. */
export function holidaysForSettings({ calendar }: z.output<typeof holidaysBodySchema>, now: number): HolidaysData {
  const year = new Date(now).getUTCFullYear();
  return holidaysOfIcal(calendar, { from: `${year}-01-01`, to: `${year + years - 1}-12-31` });
}
