import { JourneyStewardError } from '../errors.ts';
import { checkModel } from '../journey/check/check-model.ts';
import type { ModelContext } from '../journey/check/check-portal.ts';
import { toldProblem, wordsOfFile } from '../journey/check/tell-problem.ts';
import { followedByRules } from '../journey/models/followed-properties.ts';
import { modelFromJson } from '../journey/models/model-schema.ts';
import { readModelJson } from '../read-model.ts';
import { drawFindings } from './draw-findings.ts';

export type CheckCommand = { model: string; account?: string; askHubspot?: boolean; format: string };

/** What is known of the portal that the model is for: its settings as last seen, and its properties where HubSpot was asked. */
export type KnownPortal = Pick<ModelContext, 'metadata' | 'properties' | 'untold'>;

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
  const findings = findingsIn(await readModelJson(nameOrPath), portal);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (format === 'json') console.log(JSON.stringify({ model: nameOrPath, errors, problems: findings }, null, 2));
  else for (const line of drawFindings(findings, portal)) console.log(line);
  if (errors > 0) process.exitCode = 1;
}

function findingsIn(json: unknown, portal: KnownPortal): Finding[] {
  const read = modelFromJson(json);
  if ('model' in read) {
    const found = checkModel(read.model, { ...portal, followed: followedByRules });
    return found.map((problem) => toldProblem(problem, wordsOfFile));
  }
  return read.problems.map((problem) => ({ severity: 'error', code: 'form', ...problem }));
}
