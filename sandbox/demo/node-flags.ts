/**
 * Three parts of the V8 in Node 24 crash a process now and then, the more when many share few processors: Sparkplug
 * (https://github.com/nodejs/node/issues/62393), Maglev (https://github.com/nodejs/node/issues/64841), and what makes machine code for
 * calls from WebAssembly to JavaScript, where threads end while others make some (https://github.com/nodejs/node/issues/64500). Without
 * them code goes from the interpreter to TurboFan, and such calls go through the code that all share: after so many that nobody makes them.
 */
export const steadyFlags = ['--no-sparkplug', '--no-maglev', '--wasm-wrapper-tiering-budget=2147483647'] as const;

/**
 * For the processes of the tests, which are short and many: V8 compiles and collects in the thread that asks for it, so nothing of it can
 * race. On two processors with two processes it costs no time.
 */
export const testFlags = [...steadyFlags, '--single-threaded'] as const;

/** As `npm start` starts the app: with a bound, Node collects what passes through instead of letting it pile up. */
export const startFlags = [
  ...steadyFlags,
  '--max-semi-space-size=4',
  '--max-old-space-size=160',
  '--v8-pool-size=1',
] as const;
