/** The name that was probably meant: the one that needs the fewest letters changed. Null when none is near enough. */
export function nearestName(given: string, names: Iterable<string>): string | null {
  // A third of the letters may be wrong; of a short word one.
  let fewest = Math.max(1, Math.floor(given.length / 3)) + 1;
  let nearest: string | null = null;
  for (const name of names) {
    const changes = lettersToChange(given.toLowerCase(), name.toLowerCase(), fewest);
    if (changes >= fewest) continue;
    fewest = changes;
    nearest = name;
  }
  return nearest;
}

/** How many letters must be added, left out, replaced or swapped with their neighbour to make one word of the other; at most `limit`. */
function lettersToChange(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwap = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        (last[column] ?? limit) + 1,
        (current[column - 1] ?? limit) + 1,
        (last[column - 1] ?? limit) + (isSame ? 0 : 1),
        isSwap ? (beforeLast[column - 2] ?? limit) + 1 : limit,
      );
    }
    beforeLast = last;
    last = current;
  }
  return Math.min(limit, last[to.length] ?? limit);
}
