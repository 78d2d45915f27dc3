/**
 * Compares two texts by their UTF-8 bytes, as PostgreSQL's `collate "C"` and SQLite's `binary` do.
 * JavaScript's own `<` compares UTF-16 units and puts U+E000–U+FFFF after the characters beyond U+FFFF.
 */
export function compareBytes(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return byteRank(a) - byteRank(b);
  }
  return left.length - right.length;
}

function byteRank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
}

/** Compares two HubSpot record ids as numbers of any length; ids that are not numbers come after, by their bytes. */
export function compareRecordIds(left: string, right: string): number {
  const leftIsNumber = isNumber(left);
  const rightIsNumber = isNumber(right);
  if (leftIsNumber !== rightIsNumber) return leftIsNumber ? -1 : 1;
  if (leftIsNumber && left.length !== right.length) return left.length - right.length;
  return compareBytes(left, right);
}

function isNumber(text: string): boolean {
  return /^(0|[1-9]\d*)$/.test(text);
}
