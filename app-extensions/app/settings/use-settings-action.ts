import type { ModelVersionData, PresetData, PreviewData, PublishData } from '../../../src/api/settings-contract.ts';
import { usePlace } from '../pages/PlaceProvider.tsx';
import { useAsking } from './use-asking.ts';

/** What the settings of the model ask of the backend beside what they show first. */
export function useSettingsAction() {
  const { language } = usePlace().reader;
  const { running, ask } = useAsking('/api/settings/model');
  return {
    /** The name of what is under way. */
    running,
    readPreset: (name: string) =>
      ask<PresetData>('preset', `/presets/${encodeURIComponent(name)}?language=${language}`),
    readVersion: (version: number) => ask<ModelVersionData>(`version-${version}`, `/versions/${version}`),
    preview: (model: object, since: string | null) =>
      ask<PreviewData>('preview', '/preview', { model, language, ...(since !== null && { since }) }),
    publish: (model: object, expectedVersion: number) =>
      ask<PublishData>('publish', '/publish', { model, expectedVersion, language }),
  };
}

export type SettingsActions = ReturnType<typeof useSettingsAction>;
