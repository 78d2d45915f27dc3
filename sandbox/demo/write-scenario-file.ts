import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildScenario } from '../scenario/build-scenario.ts';

/** Writes the built-in scenario as a history file, so that it takes the same way as any other history. */
export async function writeScenarioFile(directory: string): Promise<string> {
  const path = join(directory, 'scenario.jsonl');
  const events = buildScenario({ portalId: 20_260_001 });
  await writeFile(path, `${events.map((event) => JSON.stringify(event)).join('\n')}\n`);
  return path;
}
