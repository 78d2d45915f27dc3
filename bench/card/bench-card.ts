/** How soon a card is answered by the real app, of a large account and while events come in. */
import { writeFileSync } from 'node:fs';
import { describeMachine, loadBefore } from '../machine.ts';
import { cardUsage, readCardOptions } from './card-options.ts';
import { latencyTable, workTable } from './card-report.ts';
import { measureCards } from './measure-card.ts';

export async function benchCard(commandLine: readonly string[]): Promise<void> {
  const options = readCardOptions(commandLine);
  if (options === 'help') {
    console.log(cardUsage);
    return;
  }
  console.log(`${describeMachine()}, load before ${loadBefore()}\n`);
  const measurements = await measureCards(options);
  console.log(`${latencyTable(measurements)}\n\n${workTable(measurements)}\n\nLoad after: ${loadBefore()}`);
  if (options.json)
    writeFileSync(options.json, `${JSON.stringify({ machine: describeMachine(), measurements }, null, 2)}\n`);
}
