import { styleText } from 'node:util';
import type { Finding, KnownPortal } from './check-model.ts';
import { minuteText } from './draw-table.ts';

const lineWidth = 100;
const indent = '  ';

/** Draws findings for people: how heavy, of which kind, where, and below it what is wrong and what to do; then the sum. */
export function drawFindings(findings: readonly Finding[], portal: KnownPortal): string[] {
  return [...findings.flatMap((finding) => [...drawFinding(finding), '']), sumOf(findings), basisOf(portal)];
}

function drawFinding({ severity, code, place, message }: Finding): string[] {
  const weight = styleText(severity === 'error' ? 'red' : 'yellow', severity);
  return [`${weight}  ${code}  ${place}`.trimEnd(), ...wrapped(message).map((line) => indent + line)];
}

function sumOf(findings: readonly Finding[]): string {
  const count = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length;
  const counted = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
  if (findings.length === 0) return 'No problems.';
  return `${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}.`;
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > lineWidth - indent.length) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}

/** Against what the model was checked: who reads "no problems" must know what was looked at. */
function basisOf({ metadata, properties }: KnownPortal): string {
  if (metadata === null && properties === null)
    return 'The file by itself; give --account to check it against a portal.';
  const settings = metadata === null ? [] : [`lifecycle stages and pipelines as of ${minuteText(metadata.observedAt)}`];
  return `Against the portal's ${[...settings, ...(properties === null ? [] : ['properties as they are now'])].join(' and its ')}.`;
}
