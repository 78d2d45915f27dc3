import { useRef, useState } from 'react';
import type {
  ModelVersionData,
  PresetData,
  PreviewData,
  PublishData,
  SettingsProblem,
} from '../../../src/api/settings-contract.ts';
import { Busy, requestJson } from '../cards/request-json.ts';
import { usePlace } from '../pages/PlaceProvider.tsx';
import { pageTimeoutMs } from '../pages/use-backend.ts';

export type Refusal = { code: string; message: string; problems?: SettingsProblem[] };
export type Told<Data> =
  | { kind: 'done'; data: Data }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'unanswered' }
  | { kind: 'busy' };

/** What the settings page asks of the backend beside what it shows first. One at a time: a second press is the same press. */
export function useSettingsAction() {
  const { context, reader } = usePlace();
  const [running, setRunning] = useState<string | null>(null);
  const isRunning = useRef(false);

  async function ask<Data>(name: string, path: string, body?: Record<string, unknown>): Promise<Told<Data> | null> {
    if (isRunning.current) return null;
    isRunning.current = true;
    setRunning(name);
    try {
      const options = body === undefined ? {} : ({ method: 'POST', body } as const);
      const answer = await requestJson<Data>(context, `/api/settings/model${path}`, {
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

  return {
    /** The name of what is under way. */
    running,
    readPreset: (name: string) =>
      ask<PresetData>('preset', `/presets/${encodeURIComponent(name)}?language=${reader.language}`),
    readVersion: (version: number) => ask<ModelVersionData>(`version-${version}`, `/versions/${version}`),
    preview: (model: object, since: string | null) =>
      ask<PreviewData>('preview', '/preview', { model, ...(since !== null && { since }) }),
    publish: (model: object, expectedVersion: number) =>
      ask<PublishData>('publish', '/publish', { model, expectedVersion }),
  };
}

export type SettingsActions = ReturnType<typeof useSettingsAction>;
