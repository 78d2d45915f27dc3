import { readFile } from 'node:fs/promises';
import { JourneyStewardError } from './errors.ts';
import { type Model, parseModel } from './journey/models/model-schema.ts';
import { presets } from './journey/models/presets.ts';

/** Reads a model by the name of a preset, or by the path of a model file. Throws an error that names the wrong places. */
export async function readModel(nameOrPath: string): Promise<Model> {
  const preset = presets.get(nameOrPath);
  if (preset !== undefined) return preset;
  const json = await readModelJson(nameOrPath);
  try {
    return parseModel(json);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new JourneyStewardError('model-invalid', `${nameOrPath}: ${reason}`, { cause });
  }
}

/** Reads what stands in a model file, or a preset, without a look at whether it is a model. Throws an error where it is no JSON. */
export async function readModelJson(nameOrPath: string): Promise<unknown> {
  const preset = presets.get(nameOrPath);
  if (preset !== undefined) return preset;
  const text = await readFile(nameOrPath, 'utf8').catch((cause: unknown) => {
    const known = [...presets.keys()].join(', ');
    const message = `There is no preset and no file "${nameOrPath}"; presets: ${known}.`;
    throw new JourneyStewardError('model-invalid', message, { cause });
  });
  try {
    // Editors on Windows begin a file with a byte-order mark, which is no part of the JSON.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new JourneyStewardError('model-invalid', `${nameOrPath} is no JSON: ${reason}`, { cause });
  }
}
