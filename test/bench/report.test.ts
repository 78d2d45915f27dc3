import { describe, expect, test } from 'vitest';
import { eventsPerSecond, factsPerSecond, type Measurement } from '../../bench/measurement.ts';
import { median } from '../../bench/median.ts';
import { measurementTable, ratio, ratioTable } from '../../bench/report.ts';
import type { Variant } from '../../bench/variants.ts';

function measured(variant: Variant, round: number, events: number, untilFactsMs?: number): Measurement {
  return {
    variant,
    deliverySize: 100,
    round,
    events,
    elapsedMs: 1_000,
    untilFactsMs,
    latencyMs: { median: 2, p99: 9 },
  };
}

test('the median is the middle, or the mean of the two middles', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(() => median([])).toThrow(RangeError);
});

test('facts are counted over the time until the last of them', () => {
  const measurement = measured('app-sqlite', 1, 5_000, 2_500);
  expect(eventsPerSecond(measurement)).toBe(5_000);
  expect(factsPerSecond(measurement)).toBe(2_000);
  expect(factsPerSecond(measured('pg-boss', 1, 5_000))).toBeUndefined();
});

describe('a ratio', () => {
  test('is taken round by round, so that a slow round does not count for one side only', () => {
    const measurements = [
      measured('app-sqlite', 1, 600),
      measured('pg-boss', 1, 100),
      measured('app-sqlite', 2, 60),
      measured('pg-boss', 2, 10),
      measured('app-sqlite', 3, 500),
      measured('pg-boss', 3, 100),
    ];
    expect(ratio(measurements, 100, 'app-sqlite', 'pg-boss', eventsPerSecond)).toBe(6);
  });

  test('does not exist without both sides', () => {
    expect(ratio([measured('app-sqlite', 1, 1)], 100, 'app-sqlite', 'pg-boss', eventsPerSecond)).toBeUndefined();
  });
});

test('the tables tell what is, also when a goal is missed', () => {
  const measurements = [
    measured('app-sqlite', 1, 600, 2_000),
    measured('graphile-worker', 1, 100),
    measured('pg-boss', 1, 150),
  ];
  const lines = ratioTable(measurements).split('\n');
  expect(lines).toHaveLength(4);
  expect(lines[2]).toMatch(/graphile-worker add_jobs .* 6\.00 .* 3\.00 .* ≥ 5 .* reached/);
  expect(lines[3]).toMatch(/pg-boss insert .* 4\.00 .* 2\.00 .* ≥ 5 .* NOT REACHED/);
  expect(measurementTable(measurements)).toMatch(/Journey Steward, SQLite .* 600 .* 600 .* 600 .* 300 .* 2\.0 .* 9\.0/);
});
