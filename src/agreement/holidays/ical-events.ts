/** One property of an iCalendar file: `DTSTART;VALUE=DATE:20261225` is the name, its parameters and the value. */
export type IcalProperty = { name: string; parameters: ReadonlyMap<string, string>; value: string };

/** The events of an iCalendar file (RFC 5545), each as its properties. What stands outside of events, or within their alarms, is left out. */
export function icalEvents(text: string): IcalProperty[][] {
  const events: IcalProperty[][] = [];
  const open: string[] = [];
  for (const line of unfolded(text)) {
    const property = readProperty(line);
    if (property === null) continue;
    if (property.name === 'BEGIN') {
      open.push(property.value.toUpperCase());
      if (open.at(-1) === 'VEVENT') events.push([]);
    } else if (property.name === 'END') open.pop();
    else if (open.at(-1) === 'VEVENT') events.at(-1)?.push(property);
  }
  return events;
}

/** A long line goes on in the next one, which then begins with a blank. */
function unfolded(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/);
}

function readProperty(line: string): IcalProperty | null {
  const match = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:]*))*):(.*)$/.exec(line);
  if (match === null) return null;
  const [, name = '', parameters = '', value = ''] = match;
  const read = [...parameters.matchAll(/;([A-Za-z0-9-]+)=("[^"]*"|[^";:]*)/g)].map(
    ([, key = '', given = '']) => [key.toUpperCase(), given.replaceAll('"', '')] as const,
  );
  return { name: name.toUpperCase(), parameters: new Map(read), value };
}

/** A text value as it is meant: `Fête\, jour férié` has an escaped comma. */
export function plainText(value: string): string {
  return value.replace(/\\([nN,;\\])/g, (_, escaped: string) => (escaped.toLowerCase() === 'n' ? ' ' : escaped)).trim();
}
