/** What one thread asks of another: each question has a number, by which its answer is known. */
export type ThreadQuestions = {
  /** Asks with `send`, which is given the number; the first is 0. Resolves with what is answered, or rejects with what went wrong. */
  ask(send: (id: number) => void): Promise<unknown>;
  answered(id: number, answer: unknown): void;
  failed(id: number, error: unknown): void;
  /** No answers come any more: what waits for one is rejected with `error`, and what is asked from now on with `later`. */
  end(error: unknown, later?: unknown): void;
};

/** Begins with no questions. */
export function createThreadQuestions(): ThreadQuestions {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let lastId = -1;
  let ended: { error: unknown } | null = null;
  const take = (id: number) => {
    const question = waiting.get(id);
    waiting.delete(id);
    return question;
  };
  return {
    ask(send) {
      if (ended !== null) return Promise.reject(ended.error);
      const question = Promise.withResolvers<unknown>();
      lastId += 1;
      waiting.set(lastId, question);
      send(lastId);
      return question.promise;
    },
    answered: (id, answer) => take(id)?.resolve(answer),
    failed: (id, error) => take(id)?.reject(error),
    end(error, later = error) {
      ended ??= { error: later };
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    },
  };
}
