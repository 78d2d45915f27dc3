import type { Language } from '../../cards/who-reads.ts';
import { usePlace } from '../PlaceProvider.tsx';

/** The texts of the touchpoint map that the backend does not send. `{name}` stands for a value. */
export type TouchpointTexts = {
  lanes: Record<'online' | 'offline' | 'decisions', string>;
  pictureNote: string;
  noMap: string;
  asTable: string;
  lane: string;
  what: string;
  occasion: string;
  leadsTo: string;
  tookPlace: string;
  happened: string;
};

export const touchpointTextsByLanguage: Record<Language, TouchpointTexts> = {
  en: {
    lanes: { online: 'Online', offline: 'In person, by phone, on paper', decisions: 'What the buyer decides' },
    pictureNote:
      'A diamond is a decision point: the question of that number stands below, with where the answers lead.',
    noMap: 'The model has no touchpoints and no decisions yet. Whoever may publish enters them in the app’s settings.',
    asTable: 'The touchpoint map as a table',
    lane: 'Where',
    what: 'How, or which question',
    occasion: 'When',
    leadsTo: 'Leads to',
    tookPlace: 'Took place, in how many visits',
    happened: 'What happened, and what to do',
  },
  it: {
    lanes: {
      online: 'Online',
      offline: 'Di persona, al telefono, su carta',
      decisions: 'Che cosa decide l’acquirente',
    },
    pictureNote: 'Un rombo è un punto di decisione: la domanda con quel numero è qui sotto, con le fasi a cui porta.',
    noMap:
      'Il modello non ha ancora punti di contatto né decisioni. Li inserisce nelle impostazioni chi può pubblicare.',
    asTable: 'La mappa dei punti di contatto in tabella',
    lane: 'Dove',
    what: 'Come, o quale domanda',
    occasion: 'Quando',
    leadsTo: 'Porta a',
    tookPlace: 'Avvenuto, in quante visite',
    happened: 'Che cosa è avvenuto e che cosa fare',
  },
  de: {
    lanes: {
      online: 'Digital',
      offline: 'Persönlich, am Telefon, auf Papier',
      decisions: 'Was der Käufer entscheidet',
    },
    pictureNote: 'Eine Raute ist ein Entscheidungspunkt: die Frage mit ihrer Nummer steht darunter, mit den Zielen.',
    noMap:
      'Das Modell hat noch keine Berührungspunkte und Entscheidungen. Eingetragen werden sie in den Einstellungen.',
    asTable: 'Die Karte der Berührungspunkte als Tabelle',
    lane: 'Wo',
    what: 'Wie, oder welche Frage',
    occasion: 'Wann',
    leadsTo: 'Führt zu',
    tookPlace: 'Fand statt, in wie vielen Besuchen',
    happened: 'Was geschah, und was zu tun ist',
  },
  ko: {
    lanes: { online: '온라인', offline: '대면, 전화, 인쇄물', decisions: '구매자가 결정하는 것' },
    pictureNote: '마름모는 결정 지점입니다. 같은 번호의 질문과 이어지는 곳이 아래에 있습니다.',
    noMap: '모델에 아직 접점과 결정이 없습니다. 게시 권한이 있는 사람이 앱 설정에서 입력합니다.',
    asTable: '접점 지도를 표로 보기',
    lane: '장소',
    what: '방법 또는 질문',
    occasion: '시기',
    leadsTo: '이어지는 곳',
    tookPlace: '실제로 있었던 방문 수',
    happened: '있었던 일과 할 일',
  },
  ru: {
    lanes: { online: 'В сети', offline: 'Лично, по телефону, на бумаге', decisions: 'Что решает покупатель' },
    pictureNote: 'Ромб — точка решения: вопрос с этим номером стоит ниже, а под ним — куда ведут ответы.',
    noMap: 'В модели пока нет точек касания и решений. Их вносит в настройках тот, кому можно публиковать.',
    asTable: 'Карта точек касания в виде таблицы',
    lane: 'Где',
    what: 'Как, или какой вопрос',
    occasion: 'Когда',
    leadsTo: 'Ведёт к',
    tookPlace: 'Состоялось, в скольких случаях',
    happened: 'Что было и что делать',
  },
};

export function useTouchpointTexts(): TouchpointTexts {
  return touchpointTextsByLanguage[usePlace().reader.language];
}
