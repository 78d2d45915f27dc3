import type { ComparedCounts, ComparedMove } from '../measures/compare-models.ts';
import type { Preview } from '../preview-model.ts';
import { drawTable, minuteText } from './draw-table.ts';
import { type PreviewRow, stageName, stageRows, teamRows } from './preview-rows.ts';

/** Makes a heading stand out, where the reader's screen can. */
export type Emphasize = (text: string) => string;

const mostMoves = 12;
const barWidth = 24;
const typeNames = {
  contact: { one: 'contact', many: 'contacts' },
  deal: { one: 'deal', many: 'deals' },
  company: { one: 'company', many: 'companies' },
} as const;

/** Tells what a preview found: for each type of record the stages and teams before and after, then the largest moves. */
export function drawPreview(preview: Preview, version: number, emphasize: Emphasize): string {
  const { models, now, records, changed, total, failed, isPartial } = preview;
  const isOtherModel = models.before.name !== models.after.name;
  return [
    emphasize(`${models.before.name}, version ${version} → ${models.after.name}, draft`),
    `As of ${minuteText(now)}: ${records} records, ${changed} of them change (${percent(changed, records)}).`,
    ...(failed > 0 ? [`${failed} more can't be replayed under one of the models, and are in none of the counts.`] : []),
    ...(isPartial ? [`Not all are counted: the account has ${total}.`] : []),
    ...(isOtherModel
      ? ['The models have different names, so every record with a stage gets another value of the stage tag.']
      : []),
    ...preview.objectTypes.flatMap((part) => ['', ...drawType(preview, part, emphasize)]),
    ...drawMoves(preview, emphasize),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function drawType(
  preview: Preview,
  part: ComparedCounts & { objectType: keyof typeof typeNames },
  emphasize: Emphasize,
): string[] {
  const { since } = preview;
  const name = typeNames[part.objectType].many;
  const { stages, entries, records, changed } = part;
  return [
    emphasize(`${name.toUpperCase()}: ${records}, of which ${changed} change`),
    ...drawCounts('stage', stageRows(preview, stages)),
    '',
    ...drawCounts('team', teamRows(stages)),
    ...(entries === null || since === null
      ? []
      : ['', ...drawCounts(`entered since ${minuteText(since)}`, stageRows(preview, entries))]),
  ];
}

/** The bar: solid who is there before and after, dark who is added, light who is missing. */
function drawCounts(title: string, rows: readonly PreviewRow[]): string[] {
  const longest = Math.max(1, ...rows.flatMap(({ before, after }) => [before ?? 0, after ?? 0]));
  const cells = rows.map(({ label, before, after }) => {
    const [least, most] = [Math.min(before ?? 0, after ?? 0), Math.max(before ?? 0, after ?? 0)];
    const solid = Math.round((least / longest) * barWidth);
    const whole = Math.round((most / longest) * barWidth);
    const rest = ((after ?? 0) > (before ?? 0) ? '▓' : '░').repeat(whole - solid);
    const difference = (after ?? 0) - (before ?? 0);
    return [
      label,
      before === null ? '–' : String(before),
      '→',
      after === null ? '–' : String(after),
      difference === 0 ? '=' : `${difference > 0 ? '+' : '−'}${Math.abs(difference)}`,
      '█'.repeat(solid) + rest,
    ];
  });
  const number = { isNumber: true };
  return drawTable(
    [
      { title },
      { title: 'before', ...number },
      { title: '' },
      { title: 'after', ...number },
      { title: '', ...number },
      { title: '' },
    ],
    cells,
  );
}

function drawMoves(preview: Preview, emphasize: Emphasize): string[] {
  const { moves } = preview;
  if (moves.length === 0) return ['', 'Nobody moves.'];
  const shown = moves.slice(0, mostMoves);
  const rest = moves.slice(mostMoves);
  const restCount = rest.reduce((sum, { count }) => sum + count, 0);
  return [
    '',
    emphasize('LARGEST MOVES'),
    ...shown.map((move) => `${moveText(preview, move)}  (such as ${move.examples.slice(0, 3).join(', ')})`),
    ...(rest.length === 0
      ? []
      : [`… and ${restCount} records in ${rest.length} smaller moves; --format json has all.`]),
  ];
}

function moveText({ models }: Preview, move: ComparedMove): string {
  const { fromStage, fromTeam, toStage, toTeam, count, objectType } = move;
  const from = `${stageName(models.before, fromStage)} (${fromTeam})`;
  const to = `${stageName(models.after, toStage)} (${toTeam})`;
  return `${from} → ${to}: ${count} ${typeNames[objectType][count === 1 ? 'one' : 'many']}`;
}

function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((part / whole) * 100)} %`;
}
