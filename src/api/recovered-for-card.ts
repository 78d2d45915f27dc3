import type { Recovered } from '../journey/repair/recovered.ts';
import { type FactKind, factKinds, type Language } from '../journey/vocabulary.ts';
import type { CardData } from './card-contract.ts';

const names: Readonly<Record<FactKind, Readonly<Record<Language, string>>>> = {
  created: {
    en: 'new records',
    it: 'record nuovi',
    de: 'neue Datensätze',
    ko: '새 레코드',
    ru: 'новые записи',
  },
  merged: { en: 'merges', it: 'unioni', de: 'Zusammenführungen', ko: '병합', ru: 'объединения' },
  property: {
    en: 'property values',
    it: 'valori di proprietà',
    de: 'Werte von Eigenschaften',
    ko: '속성 값',
    ru: 'значения свойств',
  },
  association: { en: 'associations', it: 'associazioni', de: 'Verknüpfungen', ko: '연결', ru: 'связи' },
  activity: { en: 'activities', it: 'attività', de: 'Aktivitäten', ko: '활동', ru: 'активности' },
  action: { en: 'actions', it: 'azioni', de: 'Aktionen', ko: '작업', ru: 'операции' },
  deleted: { en: 'deletions', it: 'eliminazioni', de: 'Löschungen', ko: '삭제', ru: 'удаления' },
  restored: { en: 'restorations', it: 'ripristini', de: 'Wiederherstellungen', ko: '복원', ru: 'восстановления' },
};

/** What a comparison recovered, by kind, in the reader's language; empty where it was nothing. */
export function recoveredForCard(recovered: Recovered, language: Language): NonNullable<CardData['recovered']> {
  return factKinds.flatMap((kind) => {
    const count = recovered[kind] ?? 0;
    return count === 0 ? [] : [{ kind, label: names[kind][language], count }];
  });
}
