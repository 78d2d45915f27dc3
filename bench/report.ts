import { eventsPerSecond, factsPerSecond, type Measurement } from './measurement.ts';
import { median } from './median.ts';
import { goals, type Variant, variants } from './variants.ts';

/** One line for each variant and size: medians over the rounds. */
export function measurementTable(measurements: readonly Measurement[]): string {
  const head = ['deliveries of', 'variant', 'events/s', 'lowest', 'highest', 'to facts/s', 'ms median', 'ms p99'];
  const groups = Map.groupBy(measurements, ({ deliverySize, variant }) => `${deliverySize} ${variant}`);
  const rows = [...groups.values()].map((group) => {
    const rates = group.map(eventsPerSecond);
    const toFacts = group.map(factsPerSecond).filter((rate) => rate !== undefined);
    return [
      String(group[0]!.deliverySize),
      variants[group[0]!.variant].title,
      whole(median(rates)),
      whole(Math.min(...rates)),
      whole(Math.max(...rates)),
      toFacts.length === 0 ? '' : whole(median(toFacts)),
      median(group.map(({ latencyMs }) => latencyMs.median)).toFixed(1),
      median(group.map(({ latencyMs }) => latencyMs.p99)).toFixed(1),
    ];
  });
  return table(head, rows);
}

/** What is compared, each ratio the median of the ratios of the single rounds. */
export function ratioTable(measurements: readonly Measurement[]): string {
  const head = ['deliveries of', 'variant', 'against', 'answered', 'to facts', 'goal', ''];
  const rows = goals.flatMap(({ ours, other, atLeast, deliverySize }) => {
    const answered = ratio(measurements, deliverySize, ours, other, eventsPerSecond);
    if (answered === undefined) return [];
    const toFacts = ratio(
      measurements,
      deliverySize,
      ours,
      other,
      (one) => factsPerSecond(one) ?? eventsPerSecond(one),
    );
    const verdict = answered >= atLeast ? 'reached' : 'NOT REACHED';
    const factRatio = toFacts === undefined ? '' : times(toFacts);
    return [
      [
        String(deliverySize),
        variants[ours].title,
        variants[other].title,
        times(answered),
        factRatio,
        `≥ ${atLeast}`,
        verdict,
      ],
    ];
  });
  return table(head, rows);
}

/** Median of `ours / other`, round by round; undefined when the two were not measured together. */
export function ratio(
  measurements: readonly Measurement[],
  deliverySize: number,
  ours: Variant,
  other: Variant,
  rate: (measurement: Measurement) => number,
): number | undefined {
  const ofSize = measurements.filter((measurement) => measurement.deliverySize === deliverySize);
  const ratios = ofSize
    .filter(({ variant }) => variant === ours)
    .flatMap((mine) => {
      const theirs = ofSize.find(({ variant, round }) => variant === other && round === mine.round);
      return theirs ? [rate(mine) / rate(theirs)] : [];
    });
  return ratios.length === 0 ? undefined : median(ratios);
}

/** A Markdown table whose columns also line up in a terminal. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

export function whole(rate: number): string {
  return Math.round(rate).toLocaleString('en');
}

function times(value: number): string {
  return value.toFixed(2);
}
