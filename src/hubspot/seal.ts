import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { JourneyStewardError } from '../errors.ts';

/** The key that seals and, after it, former ones that still open. */
export type EncryptionKeys = readonly [Buffer, ...Buffer[]];

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Encrypts a secret for the database with the key from the environment. `context` says what it belongs to, so that a
 * sealed text cannot be moved to another account.
 */
export function seal(secret: string, [key]: EncryptionKeys, context: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** Opens what `seal` made with one of the keys. Throws when none of them or another context fits, or the text was changed. */
export function unseal(sealed: string, keys: EncryptionKeys, context: string): string {
  for (const key of keys) {
    const opened = openWith(sealed, key, context);
    if (opened !== null) return opened;
  }
  throw new JourneyStewardError(
    'config-invalid',
    'What is sealed in the database does not open with ENCRYPTION_KEY: it is not the key that it was sealed with.',
  );
}

/** Whether the key that seals now opens it too, so that the previous one is not needed for it. */
export function isSealedWithPresentKey(sealed: string, [key]: EncryptionKeys, context: string): boolean {
  return openWith(sealed, key, context) !== null;
}

function openWith(sealed: string, key: Buffer, context: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes))
      .setAAD(Buffer.from(context))
      .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    return decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}
