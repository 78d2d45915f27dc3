import { presetAgreement, presetAgreements } from '../../../src/agreement/preset-agreements.ts';
import {
  type AgreementPreviewData,
  agreementPreviewDataSchema,
  type SettingsAgreementData,
  settingsAgreementDataSchema,
} from '../../../src/api/agreement-settings-contract.ts';
import { preset } from '../../../src/journey/models/presets.ts';
import type { Language } from '../../../src/journey/vocabulary.ts';

/** The agreement of an account under version 2, which Ada Beispiel published. */
export function agreementSample(
  language: Language,
  change: Partial<SettingsAgreementData> = {},
): SettingsAgreementData {
  const published = { name: 'lead-funnel-agreement', appliesTo: 'open-visits' };
  return settingsAgreementDataSchema.parse({
    version: 2,
    agreement: presetAgreement('lead-funnel', 'Europe/Berlin'),
    problems: [],
    versions: [
      {
        ...{ ...published, version: 2, publishedAt: '2026-11-20T15:00:00.000Z' },
        ...{ publishedBy: 'user:5', publisher: 'Ada Beispiel' },
      },
      {
        ...{ ...published, version: 1, publishedAt: '2026-11-01T09:00:00.000Z', appliesTo: 'new-visits' },
        ...{ publishedBy: 'cli', publisher: null },
      },
    ],
    presets: [...presetAgreements].map(([name, { names }]) => ({ name, label: names[language] })),
    stages: preset('lead-funnel').stages.map(({ id, names, lead }) => ({
      ...{ id, names, leads: lead.map(({ team }) => team) },
    })),
    owners: [
      { id: '501', name: 'Ada Beispiel', isActive: true },
      { id: '502', name: 'Otto Muster', isActive: true },
      { id: '503', name: 'Ida Gegangen', isActive: false },
    ],
    lifecycleStages: [{ value: 'lead', label: 'Lead' }],
    timeZone: 'Europe/Berlin',
    mayPublish: true,
    ...change,
  });
}

/** What a preview tells: two handoffs would have been accepted too late. */
export function breachesSample(change: Partial<AgreementPreviewData> = {}): AgreementPreviewData {
  return agreementPreviewDataSchema.parse({
    version: 2,
    problems: [],
    ...{ total: 60, failed: 0, isPartial: false, records: 60, changed: 2 },
    now: '2026-11-20T15:00:00.000Z',
    since: '2026-08-22T00:00:00.000Z',
    groups: [
      {
        ...{ team: 'sales', stage: 'convert', kind: 'accept' },
        ...{ before: { clocks: 9, breached: 3 }, after: { clocks: 9, breached: 4 } },
        ...{ appear: 2, vanish: 1, examples: ['contact/7', 'deal/8'] },
      },
    ],
    ...change,
  });
}
