/** Two portals from installation to agreement: whether every record ends as its portal has it, and what that took. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeMachine, loadBefore } from '../machine.ts';
import { numberBetween } from '../options.ts';
import { type InstallationProof, type PortalProof, proveInstallation } from './prove-installation.ts';

const usage = `npm run bench -- installation [options]

  --contacts N     in each of the two portals, with a fifth as many deals and a twentieth as many companies (default 10000)
  --database URL   PostgreSQL instead of a new SQLite file
  --json FILE      also write what was found
  --help
`;

/** Prints what was compared. Exits with 1 when a record differs, and names the first of them. */
export async function benchInstallation(commandLine: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...commandLine],
    options: {
      contacts: { type: 'string', default: '10000' },
      database: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const contacts = numberBetween('--contacts', values.contacts, 100, 40_000);
  console.log(`${describeMachine()}, load before ${loadBefore()}\n`);
  const databaseUrl = values.database;
  const tell = (line: string) => process.stderr.write(`${line}\n`);
  const proof = await proveInstallation({ contacts, tell, ...(databaseUrl !== undefined && { databaseUrl }) });
  console.log(reportOf(proof));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(proof, null, 2)}\n`);
  if (proof.portals.some((portal) => differencesOf(portal).length > 0)) process.exitCode = 1;
}

/** Everything in which a portal and what the app knows and wrote of it differ. */
export function differencesOf({ ledger, tags, visits, factsOfForgotten }: PortalProof): string[] {
  const forgotten = factsOfForgotten === 0 ? [] : [`${factsOfForgotten} facts of people who were forgotten`];
  return [...ledger.different, ...tags.different, ...visits.different, ...forgotten];
}

function reportOf({ portals, kills, seconds }: InstallationProof): string {
  const lines = portals.map((portal) => {
    const { ledger, tags, visits, recovered, lost } = portal;
    const found = Object.values(recovered).reduce((sum, count) => sum + count, 0);
    return `| ${portal.portalId} | ${ledger.compared} | ${ledger.values} | ${ledger.links} | ${ledger.merges} | ${tags.compared} | ${visits.compared} | ${lost} | ${found} | ${differencesOf(portal).length} |`;
  });
  const told = Object.entries(seconds).map(([what, passed]) => `${what} ${passed.toFixed(0)} s`);
  const first = portals.flatMap(differencesOf).slice(0, 20);
  return [
    '| portal | records | values | associations | merges | tags of records | journeys | events lost | recovered | different |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...lines,
    '',
    `${kills} kills; ${told.join(', ')}. Load after: ${loadBefore()}`,
    ...first,
  ].join('\n');
}
