import { readFile } from 'node:fs/promises';
import { parseAgreement } from './agreement/agreement-file.ts';
import type { Agreement } from './agreement/agreement-schema.ts';
import { checkAgreement } from './agreement/check/check-agreement.ts';
import { presetAgreements } from './agreement/preset-agreements.ts';
import { JourneyStewardError } from './errors.ts';
import type { Model } from './journey/models/model-schema.ts';

/** Reads an agreement by the name of the model that a preset is for, or by the path of a file. Throws `agreement-invalid` with the wrong places. */
export async function readAgreement(nameOrPath: string): Promise<Agreement> {
  const preset = presetAgreements.get(nameOrPath);
  if (preset !== undefined) return preset;
  const json = await readAgreementJson(nameOrPath);
  try {
    return parseAgreement(json);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new JourneyStewardError('agreement-invalid', `${nameOrPath}: ${reason}`, { cause });
  }
}

/** Throws `agreement-invalid` with each place for an agreement that nobody can keep or measure with this model. */
export function refuseUnkeepable(agreement: Agreement, model: Model): void {
  const errors = checkAgreement(agreement, model).filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  const lines = errors.map(({ place, message }) => `  ${place}: ${message}`);
  throw new JourneyStewardError('agreement-invalid', `Nobody can keep this agreement:\n${lines.join('\n')}`);
}

/** Reads what stands in an agreement file, or a preset, without a look at whether it is an agreement. Throws where it is no JSON. */
export async function readAgreementJson(nameOrPath: string): Promise<unknown> {
  const preset = presetAgreements.get(nameOrPath);
  if (preset !== undefined) return preset;
  const text = await readFile(nameOrPath, 'utf8').catch((cause: unknown) => {
    const known = [...presetAgreements.keys()].join(', ');
    const message = `There is no preset and no file "${nameOrPath}"; presets: ${known}.`;
    throw new JourneyStewardError('agreement-invalid', message, { cause });
  });
  try {
    // Editors on Windows begin a file with a byte-order mark, which is no part of the JSON.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new JourneyStewardError('agreement-invalid', `${nameOrPath} is no JSON: ${reason}`, { cause });
  }
}
