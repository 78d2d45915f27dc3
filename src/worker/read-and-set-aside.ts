import type { HubSpot } from '../hubspot/hubspot-client.ts';
import { type RecordHistory, readHistory } from '../hubspot/read-history.ts';
import { type SearchedPage, searchRecords } from '../hubspot/search-records.ts';
import { type SettingAside, setAsideRecords } from './set-aside-records.ts';

export type Reading = SettingAside & { hubspot: HubSpot };

/**
 * Reads histories as `readHistory` does. A record that can't be read is set aside, once, where an admin sees it; it is read again when
 * it changes, and everybody else goes on.
 */
export async function readAndSetAside(
  reading: Reading,
  input: Parameters<typeof readHistory>[1],
): Promise<RecordHistory[]> {
  const { histories, unreadable } = await readHistory(reading.hubspot, input);
  await setAsideRecords(reading, { ...input, part: 'history' }, unreadable);
  return histories;
}

/** Searches as `searchRecords` does. What is found and can't even be named is set aside. */
export async function searchAndSetAside(
  reading: Reading,
  input: Parameters<typeof searchRecords>[1],
): Promise<SearchedPage> {
  const page = await searchRecords(reading.hubspot, input);
  await setAsideRecords(reading, { ...input, part: 'search' }, page.unreadable);
  return page;
}
