/**
 * Works on several things at once and gives the results in the order of the things. Stops at the first failure. Whatever has
 * begun is waited for before it ends, however it ends.
 */
export async function* inOrder<Thing, Result>(
  things: AsyncIterable<Thing>,
  atOnce: number,
  work: (thing: Thing) => Promise<Result>,
): AsyncGenerator<Result> {
  const begun: Promise<Result>[] = [];
  try {
    for await (const thing of things) {
      const result = work(thing);
      // A failure is thrown in its turn; until then it is nobody's.
      result.catch(() => undefined);
      begun.push(result);
      if (begun.length >= atOnce) yield (await begun.shift()) as Result;
    }
    while (begun.length > 0) yield (await begun.shift()) as Result;
  } finally {
    await Promise.allSettled(begun);
  }
}

/** Fetches the next thing while the present one is being used. */
export async function* oneAhead<Thing>(things: AsyncGenerator<Thing>): AsyncGenerator<Thing> {
  let next = things.next();
  try {
    for (;;) {
      const { value, done } = await next;
      if (done) return;
      next = things.next();
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await next.catch(() => undefined);
    await things.return(undefined);
  }
}
