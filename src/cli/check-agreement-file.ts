import { agreementFromJson } from '../agreement/agreement-file.ts';
import { checkAgreement } from '../agreement/check/check-agreement.ts';
import { JourneyStewardError } from '../errors.ts';
import type { Model } from '../journey/models/model-schema.ts';
import { defaultModelName } from '../journey/models/presets.ts';
import { readAgreementJson } from '../read-agreement.ts';
import { readModel } from '../read-model.ts';
import { type Finding, type KnownPortal, unknownPortal } from './check-model.ts';
import { drawFindings } from './draw-findings.ts';

export type CheckAgreementCommand = { agreement: string; model?: string; format: string };

/**
 * `check --agreement`: prints what is wrong with an agreement, by itself and with the model that it is for: the one that is named, else
 * the one that the account has. The process ends with 1 where there is an error.
 */
export async function checkAgreementFile(
  command: CheckAgreementCommand,
  portal: KnownPortal = unknownPortal,
  inForce: Model | null = null,
): Promise<void> {
  const { agreement: nameOrPath, format } = command;
  if (format !== 'table' && format !== 'json') {
    throw new JourneyStewardError('request-invalid', `--format ${format}: give table or json.`);
  }
  const isGiven = command.model !== undefined || inForce === null;
  const model = isGiven ? await readModel(command.model ?? defaultModelName) : inForce;
  const findings = await findingsIn(nameOrPath, model, portal);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (format === 'json') console.log(JSON.stringify({ agreement: nameOrPath, errors, problems: findings }, null, 2));
  else for (const line of drawFindings(findings, portal)) console.log(line);
  if (errors > 0) process.exitCode = 1;
}

async function findingsIn(nameOrPath: string, model: Model, portal: KnownPortal): Promise<Finding[]> {
  const read = agreementFromJson(await readAgreementJson(nameOrPath));
  if ('problems' in read) return read.problems.map((problem) => ({ severity: 'error', code: 'form', ...problem }));
  return checkAgreement(read.agreement, model, portal.properties);
}
