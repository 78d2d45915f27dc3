/** A part of a fact's key, by its position, as it was before the key was made: 3 is the subject, 4 the value. */
export function partOfKey(key: string, index: number): string {
  const part = key.slice(0, key.lastIndexOf('@')).split('/')[index] ?? '';
  return decodeURIComponent(part);
}

/** The instant of the fact that a key names. */
export function instantOfKey(key: string): number {
  return Number(key.slice(key.lastIndexOf('@') + 1));
}
