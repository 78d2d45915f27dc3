import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createJourneyClock } from '../src/journey-clock.ts';

function clockFile(text: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-clock-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const path = join(directory, 'clock');
  writeFileSync(path, text);
  return path;
}

test('the clock of journeys is the present where nothing else is said', () => {
  vi.useFakeTimers({ now: 1_000 });
  onTestFinished(() => void vi.useRealTimers());
  const clock = createJourneyClock({ journeyNow: null, journeyClockFile: null });
  expect(clock()).toBe(1_000);
  vi.setSystemTime(2_000);
  expect(clock()).toBe(2_000);
});

test('it stands at the instant that the settings name', () => {
  expect(createJourneyClock({ journeyNow: 5, journeyClockFile: null })()).toBe(5);
});

test('it follows a file that changes', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const path = clockFile('2026-11-20T16:00:00Z\n');
  const clock = createJourneyClock({ journeyNow: null, journeyClockFile: path });
  expect(new Date(clock()).toISOString()).toBe('2026-11-20T16:00:00.000Z');
  writeFileSync(path, '2026-12-20T16:00:00Z');
  vi.advanceTimersByTime(1_000);
  expect(new Date(clock()).toISOString()).toBe('2026-12-20T16:00:00.000Z');
});

test('a file that holds no time is named with what it holds', () => {
  const clock = createJourneyClock({ journeyNow: null, journeyClockFile: clockFile('tomorrow') });
  expect(clock).toThrow(/JOURNEY_CLOCK_FILE: .* holds "tomorrow", which is no ISO time/);
});
