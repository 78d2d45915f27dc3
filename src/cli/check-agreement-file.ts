import { agreementFromJson } from '../agreement/agreement-file.ts';
import { checkAgreement } from '../agreement/check/check-agreement.ts';
import { JourneyStewardError } from '../errors.ts';
import { defaultModelName } from '../journey/models/presets.ts';
import { readAgreementJson } from '../read-agreement.ts';
import { readModel } from '../read-model.ts';
import { type Finding, type KnownPortal, unknownPortal } from './check-model.ts';
import { drawFindings } from './draw-findings.ts';

export type CheckAgreementCommand = { agreement: string; model?: string; format: string };

/**
 * `check --agreement`: prints what is wrong with an agreement, by itself and with the model that it is for. The process ends with 1
 * where there is an error.
 */
export async function checkAgreementFile(
  command: CheckAgreementCommand,
  portal: KnownPortal = unknownPortal,
): Promise<void> {
  const { agreement: nameOrPath, model, format } = command;
  if (format !== 'table' && format !== 'json') {
    throw new JourneyStewardError('request-invalid', `--format ${format}: give table or json.`);
  }
  const findings = await findingsIn(nameOrPath, model ?? defaultModelName, portal);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (format === 'json') console.log(JSON.stringify({ agreement: nameOrPath, errors, problems: findings }, null, 2));
  else for (const line of drawFindings(findings, portal)) console.log(line);
  if (errors > 0) process.exitCode = 1;
}

async function findingsIn(nameOrPath: string, modelName: string, portal: KnownPortal): Promise<Finding[]> {
  const read = agreementFromJson(await readAgreementJson(nameOrPath));
  if ('problems' in read) return read.problems.map((problem) => ({ severity: 'error', code: 'form', ...problem }));
  return checkAgreement(read.agreement, await readModel(modelName), portal.properties);
}
