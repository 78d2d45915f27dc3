export type Row = Record<
  | 'account_id'
  | 'object_type'
  | 'record_id'
  | 'lap'
  | 'stage'
  | 'team'
  | 'owner'
  | 'entered_at'
  | 'left_at'
  | 'move'
  | 'outcome'
  | 'cause',
  string
>;

/** Reads an export whose fields need no quotes; an export that has some must be read with a real parser, and throws here. */
export function parse<Names extends string = keyof Row>(csv: string): Record<Names, string>[] {
  if (csv.includes('"')) throw new Error('This export has quoted fields.');
  const [header = '', ...lines] = csv.trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const values = line.split(',');
    return Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])) as Record<Names, string>;
  });
}
