import { type PreviewData, previewDataSchema, type SettingsModelData } from '../../../src/api/settings-contract.ts';
import { preset, presets } from '../../../src/journey/models/presets.ts';
import type { Language } from '../../../src/journey/vocabulary.ts';

/** An account under version 2, which Ada Beispiel published. */
export function settingsSample(language: Language, change: Partial<SettingsModelData> = {}): SettingsModelData {
  return {
    version: 2,
    model: preset('lead-funnel'),
    versions: [
      {
        version: 2,
        name: 'lead-funnel',
        publishedAt: '2026-11-20T15:00:00.000Z',
        publishedBy: 'user:5',
        publisher: 'Ada Beispiel',
      },
      {
        version: 1,
        name: 'buying-cycle',
        publishedAt: '2026-11-01T09:00:00.000Z',
        publishedBy: 'start',
        publisher: null,
      },
    ],
    presets: [...presets.values()].map(({ name, names }) => ({ name, label: names[language] })),
    lifecycleStages: [
      { value: 'subscriber', label: 'Newsletter' },
      { value: 'lead', label: 'Lead' },
      { value: 'customer', label: 'Kunde' },
    ],
    mayPublish: true,
    ...change,
  };
}

/** What a preview tells: three contacts would move from the first stage to the second. */
export function previewSample(change: Partial<PreviewData> = {}): PreviewData {
  const model = preset('lead-funnel');
  const compared = {
    name: model.name,
    names: model.names,
    stages: model.stages.map(({ id, names }) => ({ id, names })),
  };
  const counts = (first: number) =>
    model.stages.map(({ id }, index) => ({ stage: id, count: index === 0 ? first : 5, teams: { marketing: 5 } }));
  const stages = { before: counts(8), after: counts(5) };
  return previewDataSchema.parse({
    version: 2,
    problems: [],
    ...{ total: 60, failed: 0, isPartial: false, records: 60, changed: 3 },
    stages,
    entries: null,
    now: '2026-11-20T15:00:00.000Z',
    since: null,
    models: { before: compared, after: compared },
    objectTypes: [],
    moves: [
      {
        ...{ objectType: 'contact', fromStage: 'attract', fromTeam: 'marketing', toStage: 'capture' },
        ...{ toTeam: 'marketing', count: 3, examples: ['7', '8'] },
      },
    ],
    ...change,
  });
}
