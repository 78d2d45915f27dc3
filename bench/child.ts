import { fork } from 'node:child_process';

/** A process of its own that answers one message at a time. It ends when this process ends. */
export type Child<Question, Answer> = {
  ask(question: Question): Promise<Answer>;
  stop(): Promise<void>;
};

type Envelope<Answer> = { answer: Answer } | { failure: string };

/** Starts a file of bench/ as a process, with options of Node; `data` reaches it as its only argument. */
export function startChild<Question, Answer>(
  file: string,
  data: unknown,
  execArgv: readonly string[] = [],
): Child<Question, Answer> {
  const child = fork(file, [JSON.stringify(data)], {
    execArgv: [...execArgv],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));

  return {
    async ask(question) {
      const answered = new Promise<Envelope<Answer>>((resolve) => child.once('message', resolve));
      const died = exited.then((): Envelope<Answer> => ({ failure: `${file} ended with code ${child.exitCode}` }));
      child.send(question as object);
      const envelope = await Promise.race([answered, died]);
      if ('failure' in envelope) throw new Error(envelope.failure);
      return envelope.answer;
    },
    async stop() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

/** The other side: answers each message of the parent, and cleans up when the parent lets go or dies. */
export function answerParent<Question, Answer>(
  answer: (question: Question) => Promise<Answer>,
  cleanUp: () => Promise<void>,
): void {
  process.on('message', (question: Question) => {
    answer(question).then(
      (value) => process.send?.({ answer: value }),
      (error: unknown) =>
        process.send?.({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.on('disconnect', () => {
    cleanUp().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}

/** What the parent passed to `startChild`. */
export function childData<Data>(): Data {
  return JSON.parse(process.argv[2] ?? '') as Data;
}
