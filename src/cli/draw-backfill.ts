import { Presets, SingleBar } from 'cli-progress';
import { isJourneyType, pastTypes } from '../journey/vocabulary.ts';
import type { BackfillProgress } from '../store/read-backfill.ts';

export type BackfillBar = { show(progress: readonly BackfillProgress[], now: number): void; stop(): void };

const plurals = {
  ...{ contact: 'contacts', deal: 'deals', company: 'companies', ticket: 'tickets' },
  ...{ call: 'calls', email: 'e-mails', meeting: 'meetings', note: 'notes', communication: 'messages' },
} as const;

/** A bar on standard error: records of each type of all, how many a second since it began, and how long the rest takes. */
export function drawBackfill(startedAt: number): BackfillBar {
  const format = '{bar} {percentage} % | {counts} | {rate} records/s | {left}';
  const options = { format, stream: process.stderr, noTTYOutput: true, notTTYSchedule: 2_000, hideCursor: true };
  const bar = new SingleBar(options, Presets.shades_classic);
  const waiting = { counts: 'counting', rate: 0, left: '' };
  let doneBefore: number | null = null;
  bar.start(1, 0, waiting);
  return {
    show(progress, now) {
      const done = sum(progress.map(({ recordsDone }) => recordsDone));
      const total = sum(progress.map(({ recordsTotal }) => recordsTotal));
      doneBefore ??= done;
      const perSecond = (done - doneBefore) / Math.max(1, (now - startedAt) / 1_000);
      bar.setTotal(Math.max(1, total));
      bar.update(done, {
        counts: countsOf(progress).join(', ') || waiting.counts,
        rate: Math.round(perSecond),
        left: perSecond > 0 && total > done ? `${Math.ceil((total - done) / perSecond)} s left` : '',
      });
    },
    stop: () => bar.stop(),
  };
}

/** What has been read, in one sentence. */
export function summaryOf(progress: readonly BackfillProgress[]): string {
  const isWhole = progress.every(({ finishedAt }) => finishedAt !== null);
  const counts = countsOf(progress).join(', ');
  return isWhole ? `The past is read: ${counts}.` : `Read so far: ${counts}. It goes on from here the next time.`;
}

function countsOf(progress: readonly BackfillProgress[]): string[] {
  return pastTypes.flatMap((objectType) => {
    const one = progress.find((candidate) => candidate.objectType === objectType);
    // Whoever logs no calls need not hear that there are none.
    const isNamed = one !== undefined && (one.recordsTotal > 0 || isJourneyType(objectType));
    return !isNamed ? [] : [`${plurals[objectType]} ${one.recordsDone}/${one.recordsTotal}`];
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
