type Row = Record<string, number | string>;
type Axis = { field: string; fieldType: string; label?: string };
type ChartProps = {
  data?: Row[] | { data: Row[]; options?: { propertyLabels?: Record<string, Record<string, string>> } };
  axes?: {
    x: Axis;
    y: Axis;
    options?: { groupFieldByColor?: string; stacking?: boolean; colors?: Record<string, string> };
  };
  options?: { title?: string; showLegend?: boolean; showDataLabels?: boolean };
};

const colours = ['#0b5cad', '#12633c', '#8a4b00', '#6b2fa0', '#a3195b', '#00695c', '#5d4037'];
const rowHeight = 26;
const [labelWidth, width] = [210, 760];

/** A drawing of HubSpot's bar chart that lies on its side, so that long names have room. */
function BarChart({ data = [], axes, options = {} }: ChartProps) {
  if (axes === undefined) return null;
  const rows = Array.isArray(data) ? data : data.data;
  const labels = Array.isArray(data) ? {} : (data.options?.propertyLabels ?? {});
  const [category, value] = axes.x.fieldType === 'linear' ? [axes.y, axes.x] : [axes.x, axes.y];
  const group = axes.options?.groupFieldByColor;
  const name = (field: string, raw: unknown): string => labels[field]?.[String(raw)] ?? String(raw);
  const groups = group === undefined ? [''] : [...new Set(rows.map((row) => String(row[group])))];
  if (axes.options?.stacking === true && group !== undefined) {
    const parts = rows.map((row) => ({
      row: name(category.field, row[category.field]),
      part: name(group, row[group]),
      amount: Number(row[value.field]) || 0,
    }));
    return (
      <StackedBars parts={parts} label={options.title ?? value.label ?? value.field} colors={axes.options.colors} />
    );
  }
  const most = Math.max(1, ...rows.map((row) => Number(row[value.field]) || 0));
  const height = rows.length * rowHeight + 8;
  return (
    <figure className="part-chart">
      {options.title !== undefined && <figcaption>{options.title}</figcaption>}
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={options.title ?? value.label ?? value.field}>
        {rows.map((row, index) => {
          const amount = Number(row[value.field]) || 0;
          const length = (amount / most) * (width - labelWidth - 70);
          const colour = colours[groups.indexOf(group === undefined ? '' : String(row[group])) % colours.length];
          const what = `${name(category.field, row[category.field])}${group === undefined ? '' : ` · ${name(group, row[group])}`}`;
          return (
            <g key={what} transform={`translate(0 ${index * rowHeight + 4})`}>
              <text x={labelWidth - 8} y={16} textAnchor="end">
                {what.length > 30 ? `${what.slice(0, 29)}…` : what}
              </text>
              <rect x={labelWidth} y={2} width={Math.max(1, length)} height={rowHeight - 8} rx={2} fill={colour} />
              <text x={labelWidth + Math.max(1, length) + 6} y={16}>
                {options.showDataLabels === true ? amount.toLocaleString('en') : ''}
              </text>
            </g>
          );
        })}
      </svg>
    </figure>
  );
}

/** Near those that HubSpot draws under these names; white text stands on each. */
const hubspotColours: Record<string, string> = {
  darkGreen: '#12633c',
  darkOrange: '#b3400a',
  darkBlue: '#0b5cad',
  darkPurple: '#6b2fa0',
  darkYellow: '#6f5b00',
  darkPink: '#a3195b',
};

type Part = { row: string; part: string; amount: number };

/** One bar for each row, its parts one after the other, and what each colour means. */
function StackedBars({ parts, label, colors = {} }: { parts: Part[]; label: string; colors?: Record<string, string> }) {
  const rows = Map.groupBy(parts, ({ row }) => row);
  const told = new Set(parts.map(({ part }) => part));
  const names = [...new Set([...Object.keys(colors).filter((part) => told.has(part)), ...told])];
  const colourOf = (part: string) =>
    hubspotColours[colors[part] ?? ''] ?? colours[names.indexOf(part) % colours.length];
  const sumOf = (row: Part[]) => row.reduce((sum, { amount }) => sum + amount, 0);
  const most = Math.max(1, ...[...rows.values()].map(sumOf));
  const lengthOf = (amount: number) => (amount / most) * (width - labelWidth - 20);
  return (
    <figure className="part-chart">
      <svg viewBox={`0 0 ${width} ${rows.size * rowHeight + 8}`} role="img" aria-label={label}>
        {[...rows].map(([row, own], index) => (
          <g key={row} transform={`translate(0 ${index * rowHeight + 4})`}>
            <text x={labelWidth - 8} y={16} textAnchor="end">
              {row.length > 30 ? `${row.slice(0, 29)}…` : row}
            </text>
            {own.map(({ part, amount }, place) => {
              const start = labelWidth + lengthOf(sumOf(own.slice(0, place)));
              return (
                <g key={part}>
                  <rect x={start} y={2} width={lengthOf(amount)} height={rowHeight - 8} fill={colourOf(part)} />
                  {lengthOf(amount) > 28 && (
                    <text x={start + lengthOf(amount) / 2} y={16} textAnchor="middle" style={{ fill: '#fff' }}>
                      {amount.toLocaleString('en')}
                    </text>
                  )}
                </g>
              );
            })}
          </g>
        ))}
      </svg>
      <figcaption className="part-chart-legend">
        {names.map((part) => (
          <span key={part}>
            <span aria-hidden="true" style={{ color: colourOf(part) }}>
              ■
            </span>{' '}
            {part}{' '}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

export const chartParts = { BarChart, LineChart: BarChart };
