/** What separates the values of a HubSpot property that holds several. */
const valueSeparator = ';';

/** The values of a property, one by one, as HubSpot joins them. */
export function valuesOf(value: string): string[] {
  return value.split(valueSeparator).map((single) => single.trim());
}

/** How many values a property holds; HubSpot may leave an empty place between two separators. */
export function countValues(value: string): number {
  return new Set(valuesOf(value).filter((single) => single !== '')).size;
}
