/** How well the calls that write tags are filled, when thousands of them change at once. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeMachine, loadBefore } from '../machine.ts';
import { numberBetween } from '../options.ts';
import { measureModelSwitch, type TagWriteMeasurement } from './measure-model-switch.ts';

const usage = `npm run bench -- tags [options]

  --contacts N   of the portal, with a fifth as many deals and a twentieth as many companies (default 10000)
  --json FILE    also write what was measured
  --help
`;

export async function benchTagWrites(commandLine: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...commandLine],
    options: {
      contacts: { type: 'string', default: '10000' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const contacts = numberBetween('--contacts', values.contacts, 100, 100_000);
  console.log(`${describeMachine()}, load before ${loadBefore()}\n`);
  const size = { contacts, deals: Math.ceil(contacts / 5), companies: Math.ceil(contacts / 20) };
  const measured = await measureModelSwitch(size);
  console.log('| what | records written | calls | batch fill (goal 95 %) | s | 429 |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  console.log(rowOf('the past is read', measured.firstTags));
  console.log(rowOf('another model is published', measured.modelSwitch));
  console.log(`\nLoad after: ${loadBefore()}`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(measured, null, 2)}\n`);
}

function rowOf(what: string, { records, calls, batchFill, seconds, rateLimited }: TagWriteMeasurement): string {
  return `| ${what} | ${records} | ${calls} | ${(batchFill * 100).toFixed(1)} % | ${seconds.toFixed(0)} | ${rateLimited} |`;
}
