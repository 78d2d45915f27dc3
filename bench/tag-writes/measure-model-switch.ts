import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInstallation, type Installation } from '../../test/end-to-end/installation.ts';
import { type PortalSize, pastOfPortal } from '../backfill/past-of-portal.ts';

/** Calls that write tags: how many, how many records they carried, and the share of a call's hundred that was used. */
export type TagWriteMeasurement = {
  calls: number;
  records: number;
  batchFill: number;
  seconds: number;
  rateLimited: number;
};
export type ModelSwitchMeasurement = { firstTags: TagWriteMeasurement; modelSwitch: TagWriteMeasurement };

/** HubSpot's own limit of one batch. */
const recordsPerCall = 100;

/**
 * Runs the app beside a portal with a past, both as processes of their own: the tags that follow from reading the past, and those
 * that follow from publishing another model.
 */
export async function measureModelSwitch(size: PortalSize): Promise<ModelSwitchMeasurement> {
  const directory = mkdtempSync(join(tmpdir(), 'journey-steward-bench-tags-'));
  const path = join(directory, 'past.jsonl');
  writeFileSync(path, [...pastOfPortal(size)].join('\n'));
  const installation = await createInstallation({
    portalId: 20_260_555,
    now: '2026-11-20T16:00:00Z',
    tagWriteDelayMs: 1_000,
  });
  try {
    await installation.play({ path, dropRate: 1 });
    await installation.startApp();
    const firstTags = await measure(installation, async () => {
      await installation.install();
      await installation.untilPastIsRead();
    });
    const modelSwitch = await measure(installation, async () => {
      const published = await installation.command('publish', '--model', 'client-lifecycle');
      if (published.status !== 0) throw new Error(published.errors);
      await installation.untilAtRest();
    });
    return { firstTags, modelSwitch };
  } finally {
    await installation.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function measure(installation: Installation, work: () => Promise<void>): Promise<TagWriteMeasurement> {
  const before = await countWrites(installation);
  const startedAt = Date.now();
  await work();
  const after = await countWrites(installation);
  const calls = after.calls - before.calls;
  const records = after.records - before.records;
  return {
    ...{ calls, records, batchFill: records / (calls * recordsPerCall) },
    ...{ seconds: (Date.now() - startedAt) / 1_000, rateLimited: after.rateLimited - before.rateLimited },
  };
}

async function countWrites(
  installation: Installation,
): Promise<{ calls: number; records: number; rateLimited: number }> {
  const { calls } = await installation.portalStatus();
  const writes = Object.entries(calls.byEndpoint).filter(([endpoint]) => endpoint.endsWith('/batch/update'));
  return {
    calls: writes.reduce((sum, [, one]) => sum + one.calls, 0),
    records: writes.reduce((sum, [, one]) => sum + one.inputs, 0),
    rateLimited: calls.rateLimited,
  };
}
