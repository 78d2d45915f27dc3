import type { BackendMode } from '../page-data.ts';

/** Longer than any card waits for its answer. */
export const slowAnswerMs = 6_000;

/** Makes the app's server look slow or dead to cards, and to nobody else. */
export type BackendSwitch = { mode(): BackendMode; set(mode: BackendMode): void };

export function createBackendSwitch(): BackendSwitch {
  let mode: BackendMode = 'up';
  return {
    mode: () => mode,
    set: (given) => {
      mode = given;
    },
  };
}
