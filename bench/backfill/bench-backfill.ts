/** How much of the calls that HubSpot grants is used while an account's past is read, and how well those calls are filled. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeMachine, loadBefore } from '../machine.ts';
import { numberBetween } from '../options.ts';
import { measureBackfill, standardDelayMs } from './measure-backfill.ts';

const usage = `npm run bench -- backfill [options]

  --contacts N    of the portal (default 40000)
  --deals N       (default 6000)
  --companies N   (default 1000)
  --delay-ms N    how long each answer of HubSpot takes (default ${standardDelayMs})
  --rounds N      measurements, one after the other (default 1)
  --json FILE     also write what was measured
  --help
`;

export async function benchBackfill(commandLine: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...commandLine],
    options: {
      contacts: { type: 'string', default: '40000' },
      deals: { type: 'string', default: '6000' },
      companies: { type: 'string', default: '1000' },
      'delay-ms': { type: 'string', default: String(standardDelayMs) },
      rounds: { type: 'string', default: '1' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const count = (name: 'contacts' | 'deals' | 'companies') => numberBetween(`--${name}`, values[name], 1, 1_000_000);
  const size = { contacts: count('contacts'), deals: count('deals'), companies: count('companies') };
  const delayMs = numberBetween('--delay-ms', values['delay-ms'], 1, 10_000);
  const rounds = numberBetween('--rounds', values.rounds, 1, 100);
  console.log(`${describeMachine()}, load before ${loadBefore()}\n`);
  console.log(
    '| records | records/s | share of the grant (goal 95 %) | … between the first and the last history | batch fill (goal 95 %) | searches | 429 | process time, % | load after |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  const measured = [];
  for (let round = 0; round < rounds; round += 1) {
    const one = await measureBackfill(size, delayMs);
    measured.push(one);
    const shares = [one.shareOfGrant, one.shareWhileReading, one.batchFill].map(
      (share) => `${(share * 100).toFixed(1)} %`,
    );
    console.log(
      `| ${one.records} | ${one.recordsPerSecond.toFixed(0)} | ${shares.join(' | ')} | ${one.searches} | ${one.rateLimited} | ${(one.processorShare * 100).toFixed(0)} | ${loadBefore()} |`,
    );
  }
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(measured, null, 2)}\n`);
}
