import type { SettingsAgreementData } from '../../../../src/api/agreement-settings-contract.ts';
import type { Language } from '../../cards/who-reads.ts';
import type { AgreedStage, Agreement } from '../draft/agreement-draft.ts';
import type { AgreementTexts } from '../texts/agreement/agreement-texts.ts';
import type { SettingsTexts } from '../texts/settings-texts.ts';

export type StageRow = {
  id: string;
  name: string;
  /** Whether the model in force has the stage. */
  isKnown: boolean;
  /** The teams that the model lets lead, in words. */
  modelLeads: string;
  /** Null where nothing is agreed. */
  agreed: AgreedStage | null;
};

/** The stages of the model in their order, then those that the agreement has alone. */
export function stageRows(
  { stages }: SettingsAgreementData,
  agreement: Agreement,
  language: Language,
  { teams }: SettingsTexts,
): StageRow[] {
  const known = stages.map(({ id, names, leads }) => ({
    id,
    name: names[language],
    isKnown: true,
    modelLeads: leads.map((team) => teams[team]).join(', '),
    agreed: agreement.stages[id] ?? null,
  }));
  const others = Object.keys(agreement.stages).filter((id) => !stages.some((stage) => stage.id === id));
  return [
    ...known,
    ...others.map((id) => ({
      id,
      name: id,
      isKnown: false,
      modelLeads: teams.nobody,
      agreed: agreement.stages[id] ?? null,
    })),
  ];
}

/** Who leads a stage, in words. */
export function leadText({ agreed, modelLeads }: StageRow, texts: AgreementTexts, { teams }: SettingsTexts): string {
  if (agreed === null) return texts.notAgreed;
  return agreed.lead === undefined ? modelLeads : teams[agreed.lead];
}
