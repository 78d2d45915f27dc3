import { describe, expect, test } from 'vitest';
import { differencesOf } from '../../bench/installation/bench-installation.ts';
import { proveInstallation } from '../../bench/installation/prove-installation.ts';

/** `npm run bench -- installation` does the same with 10,000 in each. */
const contacts = 400;

describe('two portals that use the same record ids', () => {
  test('are installed and read under faults and kills while they live on, are told of it in part and twice, and end in one app as each of them is', async () => {
    const told: string[] = [];
    const { portals, kills } = await proveInstallation({ contacts, tell: (line) => told.push(line) });
    process.stdout.write(`${told.join(', ')}\n`);
    expect(kills).toBe(5);
    expect(portals.map(({ portalId }) => portalId)).toEqual([20_260_701, 20_260_702]);
    for (const portal of portals) {
      expect(differencesOf(portal).slice(0, 5)).toEqual([]);
      const { ledger, tags, visits, recovered, lost } = portal;
      // All that live, and those that were deleted since the installation.
      expect(ledger.compared).toBeGreaterThan(contacts * 1.25);
      expect(ledger.values).toBeGreaterThan(contacts * 5);
      expect(ledger.links).toBeGreaterThan(contacts * 1.9);
      expect(ledger.merges).toBeGreaterThanOrEqual(contacts / 40);
      expect(tags.compared).toBeGreaterThan(contacts * 1.15);
      expect(visits.compared).toBeGreaterThan(contacts * 1.25);
      expect(lost).toBeGreaterThan(contacts / 4);
      for (const kind of ['property', 'association', 'merged', 'deleted', 'restored', 'created']) {
        expect(recovered[kind], kind).toBeGreaterThan(0);
      }
    }
  }, 180_000);
});
