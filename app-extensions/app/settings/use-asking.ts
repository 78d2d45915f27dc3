import { useRef, useState } from 'react';
import type { SettingsProblem } from '../../../src/api/settings-contract.ts';
import { Busy, requestJson } from '../cards/request-json.ts';
import { usePlace } from '../pages/PlaceProvider.tsx';
import { pageTimeoutMs } from '../pages/use-backend.ts';

export type Refusal = { code: string; message: string; problems?: SettingsProblem[] };
export type Told<Data> =
  | { kind: 'done'; data: Data }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'unanswered' }
  | { kind: 'busy' };

/** Asks the backend below a path for what a person wants done. One at a time: a second press is the same press. */
export function useAsking(base: string) {
  const { context } = usePlace();
  const [running, setRunning] = useState<string | null>(null);
  const isRunning = useRef(false);

  async function ask<Data>(name: string, path: string, body?: Record<string, unknown>): Promise<Told<Data> | null> {
    if (isRunning.current) return null;
    isRunning.current = true;
    setRunning(name);
    try {
      const options = body === undefined ? {} : ({ method: 'POST', body } as const);
      const answer = await requestJson<Data>(context, `${base}${path}`, {
        timeoutMs: pageTimeoutMs,
        ...options,
      });
      return answer.ok ? { kind: 'done', data: answer.data } : { kind: 'refused', refusal: answer.error };
    } catch (error) {
      return { kind: error instanceof Busy ? 'busy' : 'unanswered' };
    } finally {
      isRunning.current = false;
      setRunning(null);
    }
  }

  /** `running`: the name of what is under way. */
  return { running, ask };
}
