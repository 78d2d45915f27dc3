import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeScenarioFile } from '../../sandbox/demo/write-scenario-file.ts';
import { scenarioEndsAt } from '../../sandbox/scenario/build-scenario.ts';
import type { HistoryEvent } from '../../sandbox/scenario/history-event.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { scenarioPortal } from '../sandbox/scenario/replay-scenario.ts';
import { asRepairTells } from './as-repair-tells.ts';
import { compareTags } from './compare-tags.ts';
import { createInstallation, type Installation } from './installation.ts';
import { exportInMemory } from './replay-in-memory.ts';

const now = new Date(scenarioEndsAt).toISOString();
const under = { model: preset('lead-funnel'), portal: [scenarioPortal], now: scenarioEndsAt };

/** Before the first removal of an association, the merge, the deletions and the privacy deletion. */
const lostSince = Date.UTC(2026, 3, 20);

describe('a year of which nothing was delivered since April', () => {
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-repair-'));
  let installation: Installation;
  let events: HistoryEvent[] = [];

  beforeAll(async () => {
    const lines = readFileSync(await writeScenarioFile(directory), 'utf8')
      .trimEnd()
      .split('\n');
    events = lines.map((line) => JSON.parse(line) as HistoryEvent);
    const halves = { told: (at: number) => at < lostSince, lost: (at: number) => at >= lostSince };
    for (const [name, isPart] of Object.entries(halves)) {
      const part = events.filter(({ occurredAt }) => isPart(occurredAt)).map((event) => JSON.stringify(event));
      writeFileSync(join(directory, `${name}.jsonl`), part.join('\n'));
    }
    installation = await createInstallation({ portalId: events[0]?.portalId ?? 0, now, settings: 'scenario' });
    await installation.play({ path: join(directory, 'told.jsonl') });
    await installation.startApp();
    await installation.install();
    await installation.untilPastIsRead();
    await installation.play({ path: join(directory, 'lost.jsonl'), dropRate: 1, nowMs: scenarioEndsAt });
    await installation.untilAtRest();
  }, 240_000);
  afterAll(async () => {
    await installation.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  test('lacks what was lost', async () => {
    const told = events.filter(({ occurredAt }) => occurredAt < lostSince);
    expect((await installation.exportVisits()).toString('utf8')).toBe(exportInMemory(told, under));
  });

  test('has after the repair what a loss-free year has, but for the times that HubSpot does not keep', async () => {
    const { status, output, errors } = await installation.command('repair', '--since', '2026-04-20');
    expect({ status, errors: errors.includes('100 %') }).toEqual({ status: 0, errors: true });
    expect(output).toMatch(/^The ledger agrees with the portal as of 2026-11-20T16:00:00.000Z. Recovered: /);
    expect(output).toMatch(/\d+ creations, 2 merges, \d+ values, \d+ associations, 1 deletion\.$/m);
    await installation.untilAtRest();
    const expected = exportInMemory(asRepairTells(events, { lostSince, seenAt: scenarioEndsAt }), under);
    expect((await installation.exportVisits()).toString('utf8')).toBe(expected);
  });

  test('has the tags on every record', async () => {
    const { different } = await compareTags(installation.urls.portal, await installation.exportVisits());
    expect(different).toEqual([]);
  });

  test('is repaired again without finding anything, and nothing counts twice', async () => {
    const before = await installation.exportVisits();
    const { status, output } = await installation.command('repair', '--since', '2026-04-20');
    expect({ status, output }).toEqual({
      status: 0,
      output: 'The ledger agrees with the portal as of 2026-11-20T16:00:00.000Z. Recovered: nothing.\n',
    });
    await installation.untilAtRest();
    expect(await installation.exportVisits()).toEqual(before);
    expect((await installation.portalStatus()).calls).toMatchObject({ rateLimited: 0, searchRateLimited: 0 });
  });
});
