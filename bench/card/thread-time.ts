import { readFileSync } from 'node:fs';

/**
 * How long the first thread of a process has had a processor since it began, ms; null where the system does not tell. Unlike the time
 * on the wall, it does not count what others on the machine take.
 */
export function threadTimeMs(processId: number): number | null {
  try {
    const [nanoseconds] = readFileSync(`/proc/${processId}/task/${processId}/schedstat`, 'utf8').split(' ');
    return Number(nanoseconds) / 1e6;
  } catch {
    return null;
  }
}
