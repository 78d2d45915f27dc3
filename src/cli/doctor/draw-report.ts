import { styleText } from 'node:util';
import { counted, type DoctorReport, type Finding } from './finding.ts';

const marks = { ok: styleText('green', '✓'), note: styleText('yellow', '!'), problem: styleText('red', '✗') };
const topicWidth = 12;

/** Draws the report for people, on one screen: what is right in one line each, what is not with what to do. */
export function drawReport(report: DoctorReport): string[] {
  const { installation, accounts } = report;
  const findings = [...installation, ...accounts.flatMap((account) => account.findings)];
  return [
    styleText('bold', 'Installation'),
    ...installation.flatMap(drawFinding),
    ...accounts.flatMap((account) => [
      '',
      styleText('bold', `Account ${account.accountId}`),
      ...account.repaired.map((text) => `${styleText('cyan', '+')} ${'repaired'.padEnd(topicWidth)} ${text}`),
      ...account.findings.flatMap(drawFinding),
    ]),
    '',
    sumOf(findings),
  ];
}

function drawFinding({ topic, weight, message, remedy }: Finding): string[] {
  const line = `${marks[weight]} ${topic.padEnd(topicWidth)} ${message}`;
  return remedy === undefined ? [line] : [line, `${' '.repeat(topicWidth + 3)}${styleText('dim', `→ ${remedy}`)}`];
}

function sumOf(findings: readonly Finding[]): string {
  const of = (weight: Finding['weight']) => findings.filter((finding) => finding.weight === weight).length;
  const problems = of('problem');
  if (problems === 0) return `Nothing needs anybody.${of('note') > 0 ? ` ${counted(of('note'), 'note')}.` : ''}`;
  const fixable = findings.filter(({ canFix }) => canFix === true).length;
  const verb = problems === 1 ? 'needs' : 'need';
  return `${counted(problems, 'problem')} ${verb} somebody${fixable === 0 ? '.' : `; --fix mends or retries ${fixable} of them.`}`;
}
