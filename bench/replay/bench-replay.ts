/** How fast journeys are replayed: single histories of all lengths, and all of an account under a new model. */
import { writeFileSync } from 'node:fs';
import { presets } from '../../src/journey/models/presets.ts';
import { describeMachine, loadBefore } from '../machine.ts';
import { type AccountMeasurement, measureAccounts } from '../re-replay/measure-accounts.ts';
import { accountTable, memoryTable } from '../re-replay/re-replay-report.ts';
import { measureReplay } from './measure-replay.ts';
import { olistReplayable, readOlistHistories } from './olist-histories.ts';
import { type ReplayOptions, readReplayOptions, replayUsage } from './replay-options.ts';
import { growthTable, type HistoryMeasurement, type OlistMeasurement, olistTable } from './replay-report.ts';
import { shapes } from './shapes.ts';

export async function benchReplay(commandLine: readonly string[]): Promise<void> {
  const options = readReplayOptions(commandLine);
  if (options === 'help') {
    console.log(replayUsage);
    return;
  }
  console.log(`${describeMachine()}, load before ${loadBefore()}\n`);
  const result: { histories?: HistoryMeasurement[]; olist?: OlistMeasurement[]; accounts?: AccountMeasurement[] } = {};
  if (options.parts.includes('histories')) {
    result.histories = measureHistories(options);
    console.log(`${growthTable(result.histories, options.sizes)}\n`);
    result.olist = await measureOlist(options);
    console.log(`${result.olist.length === 0 ? 'The Olist file is absent.' : olistTable(result.olist)}\n`);
  }
  if (options.parts.includes('account')) {
    result.accounts = await measureAccounts(options);
    console.log(`${accountTable(result.accounts)}\n\n${memoryTable(result.accounts)}\n`);
  }
  console.log(`Load after: ${loadBefore()}`);
  if (options.json)
    writeFileSync(options.json, `${JSON.stringify({ machine: describeMachine(), ...result }, null, 2)}\n`);
}

function measureHistories(options: ReplayOptions): HistoryMeasurement[] {
  const measurements: HistoryMeasurement[] = [];
  for (const shape of options.shapes) {
    for (const model of presets.values()) {
      for (const size of options.sizes) {
        const times = measureReplay(shapes[shape].make(size, model), options);
        measurements.push({ shape, model: model.name, size, ...times });
      }
      process.stderr.write(`${shape}, ${model.name}\n`);
    }
  }
  return measurements;
}

async function measureOlist(options: ReplayOptions): Promise<OlistMeasurement[]> {
  const histories = await readOlistHistories();
  if (histories === null) return [];
  const chosen = { median: histories[histories.length >> 1] ?? [], worst: histories.at(-1) ?? [] };
  return [...presets.values()].flatMap((model) =>
    (['median', 'worst'] as const).map((length) => ({
      length,
      model: model.name,
      ...measureReplay(olistReplayable(chosen[length], model), options),
    })),
  );
}
