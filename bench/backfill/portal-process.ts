import { createPortal } from '../../sandbox/portal/create-portal.ts';
import { requiredScopes } from '../../src/hubspot/scopes.ts';
import { type PortalSize, pastOfPortal } from './past-of-portal.ts';

type Terms = { size: PortalSize; delayMs: number; callsPerTenSeconds: number };

/** A portal with a past, for the process that started this one: tells its address and a token, and its status when asked. */
async function main({ size, delayMs, callsPerTenSeconds }: Terms): Promise<void> {
  const portal = createPortal({ clientId: 'bench', clientSecret: 'bench', callsPerTenSeconds });
  const { url } = await portal.start();
  await portal.playHistory({ lines: pastOfPortal(size), dropRate: 1 });
  portal.faults.set([{ path: '/crm/', delayMs }]);
  const { accessToken } = portal.grant(requiredScopes);
  process.on('message', () => process.send?.(portal.status()));
  process.send?.({ url, accessToken });
}

await main(JSON.parse(process.argv[2] ?? '{}') as Terms);
