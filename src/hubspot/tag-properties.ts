import type { Model } from '../journey/models/model-schema.ts';
import { asOfTag, stageOption, tagNames } from '../journey/tags.ts';
import { type Texts, teamNames } from '../journey/texts.ts';
import { type Language, ownerTeams, type SlaStatus, slaStatuses } from '../journey/vocabulary.ts';

/** A property as HubSpot's properties API takes it. */
export type PropertyDefinition = {
  name: string;
  label: string;
  description?: string;
  type: 'enumeration' | 'date' | 'datetime' | 'number' | 'string';
  /** `checkbox` holds several options at once, `select` and `radio` hold one. */
  fieldType: 'select' | 'radio' | 'checkbox' | 'date' | 'number' | 'text';
  groupName: string;
  /** Whether forms may have it as a field; they may not when left out. */
  formField?: boolean;
  options?: { label: string; value: string; displayOrder: number; hidden: boolean }[];
};

export const propertyGroup = { name: 'journey_steward', label: 'Journey Steward' };

const labels: Readonly<Record<keyof typeof tagNames | 'asOf', Texts>> = {
  stage: { en: 'Journey stage', it: 'Fase del percorso', de: 'Phase der Reise', ko: '여정 단계', ru: 'Этап пути' },
  stageEnteredAt: {
    en: 'In stage since',
    it: 'Nella fase dal',
    de: 'In der Phase seit',
    ko: '단계 진입 시각',
    ru: 'На этапе с',
  },
  ownerTeam: {
    en: 'Owning team',
    it: 'Team responsabile',
    de: 'Zuständiges Team',
    ko: '담당 팀',
    ru: 'Ответственная команда',
  },
  lap: { en: 'Journey lap', it: 'Giro del percorso', de: 'Runde der Reise', ko: '여정 회차', ru: 'Круг пути' },
  outcome: {
    en: 'Journey outcome',
    it: 'Esito del percorso',
    de: 'Ergebnis der Reise',
    ko: '여정 결과',
    ru: 'Итог пути',
  },
  nextTouchpoint: {
    en: 'Next touchpoint',
    it: 'Prossimo contatto',
    de: 'Nächster Kontakt',
    ko: '다음 접점',
    ru: 'Следующий контакт',
  },
  nurtureTrack: {
    en: 'Nurture track',
    it: 'Percorso di nurturing',
    de: 'Pflegeprogramm',
    ko: '육성 프로그램',
    ru: 'Программа взращивания',
  },
  slaStatus: {
    en: 'Agreement status',
    it: 'Stato dell’accordo',
    de: 'Stand der Vereinbarung',
    ko: '합의 상태',
    ru: 'Состояние соглашения',
  },
  slaDueAt: {
    en: 'Agreement due at',
    it: 'Scadenza dell’accordo',
    de: 'Vereinbarung fällig am',
    ko: '합의 기한',
    ru: 'Срок по соглашению',
  },
  asOf: {
    en: 'Journey as of',
    it: 'Percorso aggiornato al',
    de: 'Stand der Reise',
    ko: '여정 기준 시각',
    ru: 'Данные пути на',
  },
};

const slaStatusNames: Readonly<Record<SlaStatus, Texts>> = {
  'on-track': { en: 'On track', it: 'In regola', de: 'Im Plan', ko: '정상', ru: 'В срок' },
  'at-risk': { en: 'At risk', it: 'A rischio', de: 'Gefährdet', ko: '위험', ru: 'Под угрозой' },
  breached: { en: 'Breached', it: 'Scaduto', de: 'Überschritten', ko: '위반', ru: 'Нарушено' },
  paused: { en: 'Paused', it: 'In pausa', de: 'Angehalten', ko: '일시 중지', ru: 'Приостановлено' },
  none: { en: 'Nothing due', it: 'Nulla in scadenza', de: 'Nichts fällig', ko: '기한 없음', ru: 'Срока нет' },
};

/** What a model's options are made of. */
export type OptionSource = Pick<Model, 'name' | 'names'> & {
  stages: readonly (Named & { nurtureTrack?: Named | undefined })[];
  outcomes: readonly Named[];
};
type Named = Pick<Model['stages'][number], 'id' | 'names'>;

/**
 * The properties that hold the tags. Options are the union over the given models: an option that a record may still carry
 * is never taken away.
 */
export function tagProperties(models: readonly OptionSource[], language: Language): PropertyDefinition[] {
  const stages = models.flatMap((model) =>
    model.stages.map((stage) => ({
      value: stageOption(model.name, stage.id),
      label: `${model.names[language]}: ${stage.names[language]}`,
    })),
  );
  const outcomes = models.flatMap((model) =>
    model.outcomes.map((outcome) => ({ value: outcome.id, label: outcome.names[language] })),
  );
  const tracks = models.flatMap((model) =>
    model.stages.flatMap(({ nurtureTrack: track }) =>
      track === undefined ? [] : [{ value: track.id, label: track.names[language] }],
    ),
  );
  const teams = ownerTeams.map((team) => ({ value: team, label: teamNames[team][language] }));
  const label = (name: keyof typeof labels) => labels[name][language];
  return [
    enumeration(tagNames.stage, label('stage'), stages),
    { ...common(tagNames.stageEnteredAt, label('stageEnteredAt')), type: 'datetime', fieldType: 'date' },
    enumeration(tagNames.ownerTeam, label('ownerTeam'), teams),
    { ...common(tagNames.lap, label('lap')), type: 'number', fieldType: 'number' },
    enumeration(tagNames.outcome, label('outcome'), outcomes),
    { ...common(tagNames.nextTouchpoint, label('nextTouchpoint')), type: 'string', fieldType: 'text' },
    enumeration(tagNames.nurtureTrack, label('nurtureTrack'), tracks),
    enumeration(
      tagNames.slaStatus,
      label('slaStatus'),
      slaStatuses.map((status) => ({ value: status, label: slaStatusNames[status][language] })),
    ),
    { ...common(tagNames.slaDueAt, label('slaDueAt')), type: 'datetime', fieldType: 'date' },
    { ...common(asOfTag, label('asOf')), type: 'datetime', fieldType: 'date' },
  ];
}

function common(name: string, label: string) {
  return { name, label, groupName: propertyGroup.name };
}

function enumeration(name: string, label: string, options: { value: string; label: string }[]): PropertyDefinition {
  // Models may share an outcome or a track; the first one given is the account's own, and says what it is called.
  const distinct = options.filter(({ value }, index) => options.findIndex((other) => other.value === value) === index);
  return {
    ...common(name, label),
    type: 'enumeration',
    fieldType: 'select',
    options: distinct.map((option, displayOrder) => ({ ...option, displayOrder, hidden: false })),
  };
}
