/** Epoch milliseconds as HubSpot writes them: ISO 8601 in UTC, without a fraction when the milliseconds are zero. */
export function isoText(instantMs: number): string {
  const text = new Date(instantMs).toISOString();
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text;
}

/** Reads ISO 8601 text with a zone, or epoch milliseconds as text. Null when it is neither. */
export function readInstant(text: string): number | null {
  if (/^-?\d{1,16}$/.test(text)) return Number(text);
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2}))?$/.test(text)) return null;
  const instantMs = Date.parse(text);
  return Number.isNaN(instantMs) ? null : instantMs;
}
