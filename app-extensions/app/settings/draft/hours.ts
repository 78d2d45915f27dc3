type Interval = [from: string, to: string];

/** `09:00–12:30, 13:30–18:00`; nothing where nobody works. */
export function hoursText(intervals: readonly Interval[]): string {
  return intervals.map(([from, to]) => (to === '' ? from : `${from}–${to}`)).join(', ');
}

/** What somebody wrote as hours. What is no time stays as it was written, so that nothing is lost and the check finds it. */
export function hoursIn(text: string): Interval[] {
  return text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, from, to] = /^(.*?)\s*[-–—]\s*(.*)$/.exec(part) ?? [];
      return from === undefined || to === undefined ? [part, ''] : [timeOf(from), timeOf(to)];
    });
}

/** Whether these are hours of a day, in their order and without overlaps. */
export function areHours(intervals: readonly Interval[]): boolean {
  return intervals.every(([from, to], index) => {
    const before = intervals[index - 1]?.[1] ?? '00:00';
    return isTime(from) && isTime(to) && before <= from && from < to;
  });
}

/** `9`, `9:00` and `9.00` as `09:00`. */
function timeOf(text: string): string {
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text.trim()) ?? [];
  return hour === undefined ? text.trim() : `${hour.padStart(2, '0')}:${minute}`;
}

function isTime(text: string): boolean {
  return /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text);
}
