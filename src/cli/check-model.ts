import { readFile } from 'node:fs/promises';
import { JourneyStewardError } from '../errors.ts';
import { checkModel } from '../journey/check/check-model.ts';
import type { ModelContext } from '../journey/check/check-portal.ts';
import { schemaProblems } from '../journey/models/explain-schema-error.ts';
import { followedByRules } from '../journey/models/followed-properties.ts';
import { modelSchema } from '../journey/models/model-schema.ts';
import { presets } from '../journey/models/presets.ts';
import { drawFindings } from './draw-findings.ts';

export type CheckCommand = { model: string; account?: string; askHubspot?: boolean; format: string };

/** What is known of the portal that the model is for: its settings as last seen, and its properties where HubSpot was asked. */
export type KnownPortal = Pick<ModelContext, 'metadata' | 'properties'>;

export const unknownPortal: KnownPortal = { metadata: null, properties: null };

/** What a check of a file found. `form` is what the schema refuses; the other codes are those of a model's problems. */
export type Finding = {
  severity: 'error' | 'warning';
  code: string;
  path: (string | number)[];
  place: string;
  message: string;
};

/**
 * `check`: prints what is wrong with a model. The process ends with 1 where there is an error, with 0 where there are warnings
 * or nothing.
 */
export async function checkModelFile(command: CheckCommand, portal: KnownPortal): Promise<void> {
  const { model: nameOrPath, format } = command;
  if (format !== 'table' && format !== 'json') {
    throw new JourneyStewardError('request-invalid', `--format ${format}: give table or json.`);
  }
  const findings = findingsIn(await readGiven(nameOrPath), portal);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (format === 'json') console.log(JSON.stringify({ model: nameOrPath, errors, problems: findings }, null, 2));
  else for (const line of drawFindings(findings, portal)) console.log(line);
  if (errors > 0) process.exitCode = 1;
}

function findingsIn(json: unknown, portal: KnownPortal): Finding[] {
  const { data, error } = modelSchema.safeParse(json);
  if (error !== undefined) {
    const problems = schemaProblems(json, error, modelSchema);
    return problems.map((problem) => ({ severity: 'error', code: 'form', ...problem }));
  }
  return checkModel(data, { ...portal, followed: followedByRules });
}

async function readGiven(nameOrPath: string): Promise<unknown> {
  const preset = presets.get(nameOrPath);
  if (preset !== undefined) return preset;
  const text = await readFile(nameOrPath, 'utf8').catch((cause: unknown) => {
    const known = [...presets.keys()].join(', ');
    const message = `There is no preset and no file "${nameOrPath}"; presets: ${known}.`;
    throw new JourneyStewardError('model-invalid', message, { cause });
  });
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new JourneyStewardError('model-invalid', `${nameOrPath} is no JSON: ${reason}`, { cause });
  }
}
