import type { Calendar } from '../calendar-schema.ts';
import { workingHours } from './working-hours.ts';

/** How long a team is at work on most of its working days, in seconds; of two that are as frequent, the longer. */
export function usualDaySeconds(calendar: Calendar): number {
  const days = workingHours(calendar).lengths.filter((length) => length > 0);
  const timesOf = (length: number) => days.filter((other) => other === length).length;
  const [usual = 0] = days.toSorted((left, right) => timesOf(right) - timesOf(left) || right - left);
  return usual / 1000;
}
