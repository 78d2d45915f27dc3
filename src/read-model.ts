import { readFile } from 'node:fs/promises';
import { JourneyStewardError } from './errors.ts';
import { type Model, parseModel } from './journey/models/model-schema.ts';
import { presets } from './journey/models/presets.ts';

/** Reads a model by the name of a preset, or by the path of a model file. Throws an error that names the wrong places. */
export async function readModel(nameOrPath: string): Promise<Model> {
  const preset = presets.get(nameOrPath);
  if (preset !== undefined) return preset;
  const text = await readFile(nameOrPath, 'utf8').catch((cause: unknown) => {
    const known = [...presets.keys()].join(', ');
    throw new JourneyStewardError(
      'model-invalid',
      `There is no preset and no file "${nameOrPath}"; presets: ${known}.`,
      {
        cause,
      },
    );
  });
  try {
    return parseModel(JSON.parse(text));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new JourneyStewardError('model-invalid', `${nameOrPath}: ${reason}`, { cause });
  }
}
