import { randomBytes } from 'node:crypto';
import { type EncryptionKeys, isSealedWithPresentKey, seal, unseal } from '../hubspot/seal.ts';
import type { Store } from '../store/operations.ts';

const name = 'tombstones';

/**
 * The key of the tombstones, by which erased records are known again though their ids are kept nowhere. It is made once and
 * never changes, because no tombstone could be made anew: only its seal is renewed when ENCRYPTION_KEY changes.
 */
export async function tombstoneKeyOf(
  store: Pick<Store, 'readSecret' | 'keepSecret'>,
  keys: EncryptionKeys,
): Promise<Buffer> {
  const found = await store.readSecret({ name });
  const sealed =
    found ??
    (await store.keepSecret({ name, was: null, sealed: seal(randomBytes(32).toString('base64'), keys, name) }));
  const key = unseal(sealed, keys, name);
  if (!isSealedWithPresentKey(sealed, keys, name)) {
    await store.keepSecret({ name, was: sealed, sealed: seal(key, keys, name) });
  }
  return Buffer.from(key, 'base64');
}
