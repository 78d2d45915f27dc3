import { readFile } from 'node:fs/promises';
import type { Agreement } from './agreement/agreement-schema.ts';
import { parseAgreement } from './agreement/parse-agreement.ts';
import { JourneyStewardError } from './errors.ts';

/** Reads an agreement from a file. Throws `agreement-invalid` with the wrong places. */
export async function readAgreement(path: string): Promise<Agreement> {
  const json = await readAgreementJson(path);
  try {
    return parseAgreement(json);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new JourneyStewardError('agreement-invalid', `${path}: ${reason}`, { cause });
  }
}

/** Reads what stands in an agreement file, without a look at whether it is an agreement. Throws where it is no JSON. */
export async function readAgreementJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new JourneyStewardError('agreement-invalid', `There is no file "${path}".`, { cause });
  });
  try {
    // Editors on Windows begin a file with a byte-order mark, which is no part of the JSON.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new JourneyStewardError('agreement-invalid', `${path} is no JSON: ${reason}`, { cause });
  }
}
