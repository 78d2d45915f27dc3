import { readEncryptionKeys } from '../config.ts';
import { isSealedWithPresentKey, seal, unseal } from '../hubspot/seal.ts';
import type { Store } from '../store/operations.ts';
import { tombstoneKeyOf } from '../worker/tombstone-key.ts';

/** As long as a refresh that another process makes may take, in ms. */
const claimMs = 20_000;

/**
 * Seals everything with ENCRYPTION_KEY that ENCRYPTION_KEY_PREVIOUS sealed, beside the app or without it. Afterwards the former
 * key is not needed any more, unless an account's tokens were just being refreshed: then it says so and ends with 1.
 */
export async function rotateKey(store: Store): Promise<void> {
  const keys = readEncryptionKeys();
  await tombstoneKeyOf(store, keys);
  const counts = { sealed: 0, before: 0, busy: [] as string[] };
  for (const { accountId, tokens: was, tokenExpiresAt, scopes } of await store.readAccounts({})) {
    if (was === null) continue;
    if (isSealedWithPresentKey(was, keys, accountId)) {
      counts.before += 1;
      continue;
    }
    const tokens = seal(unseal(was, keys, accountId), keys, accountId);
    const isOurs = await store.claimTokens({ accountId, tokens: was, now: Date.now(), leaseMs: claimMs });
    if (isOurs && (await store.saveTokens({ accountId, was, tokens, tokenExpiresAt, scopes }))) counts.sealed += 1;
    else counts.busy.push(accountId);
  }
  console.log(`Sealed anew: the tokens of ${counts.sealed} accounts; ${counts.before} had the present seal already.`);
  if (counts.busy.length === 0) console.log('ENCRYPTION_KEY_PREVIOUS is no longer needed.');
  else {
    console.log(`The tokens of ${counts.busy.join(', ')} were being refreshed: run this again.`);
    process.exitCode = 1;
  }
}
