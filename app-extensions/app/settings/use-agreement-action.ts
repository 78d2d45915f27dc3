import type {
  AgreementPresetData,
  AgreementPreviewData,
  AgreementPublishData,
  AgreementVersionData,
  HolidaysData,
} from '../../../src/api/agreement-settings-contract.ts';
import { usePlace } from '../pages/PlaceProvider.tsx';
import type { AppliesTo } from './draft/agreement-draft.ts';
import { useAsking } from './use-asking.ts';

/** What the settings of the agreement ask of the backend beside what they show first. */
export function useAgreementAction() {
  const { language } = usePlace().reader;
  const { running, ask } = useAsking('/api/settings/agreement');
  return {
    /** The name of what is under way. */
    running,
    readPreset: (name: string) =>
      ask<AgreementPresetData>('preset', `/presets/${encodeURIComponent(name)}?language=${language}`),
    readVersion: (version: number) => ask<AgreementVersionData>(`version-${version}`, `/versions/${version}`),
    readHolidays: (calendar: string) => ask<HolidaysData>('holidays', '/holidays', { calendar }),
    preview: (agreement: object, since: string | null) =>
      ask<AgreementPreviewData>('preview', '/preview', { agreement, language, ...(since !== null && { since }) }),
    publish: (agreement: object, appliesTo: AppliesTo, expectedVersion: number) =>
      ask<AgreementPublishData>('publish', '/publish', { agreement, appliesTo, expectedVersion, language }),
  };
}

export type AgreementActions = ReturnType<typeof useAgreementAction>;
