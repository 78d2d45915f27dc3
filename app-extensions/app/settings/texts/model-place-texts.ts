import type { Language } from '../../cards/who-reads.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';

/** What the parts of a model are called that no other text of the page names. `{number}` counts from one. */
export type ModelPlaceTexts = {
  rule: string;
  play: string;
  touchpoint: string;
  decision: string;
  condition: string;
  names: string;
  leadChoice: string;
  keeps: string;
  outcomes: string;
  marks: string;
  nurture: string;
  playCatalogue: string;
  newLap: string;
  readiness: string;
  questions: string;
  buyingGroup: string;
};

export const modelPlaceTextsByLanguage: Record<Language, ModelPlaceTexts> = {
  en: {
    rule: 'rule {number}',
    play: 'touchpoint {number}',
    touchpoint: 'entry {number}',
    decision: 'question {number}',
    condition: 'condition',
    names: 'names',
    leadChoice: 'choice {number}',
    keeps: 'What keeps a record here',
    outcomes: 'How a visit ends',
    marks: 'Outcomes that are known while a visit goes on',
    nurture: 'Nurture programme',
    playCatalogue: 'All touchpoints',
    newLap: 'When a new lap begins',
    readiness: 'Readiness to talk to sales',
    questions: 'Questions that the map answers',
    buyingGroup: 'Buying group',
  },
  it: {
    rule: 'regola {number}',
    play: 'punto di contatto {number}',
    touchpoint: 'voce {number}',
    decision: 'domanda {number}',
    condition: 'condizione',
    names: 'nomi',
    leadChoice: 'scelta {number}',
    keeps: 'Che cosa trattiene qui un record',
    outcomes: 'Come finisce una visita',
    marks: 'Esiti noti mentre la visita continua',
    nurture: 'Programma di nurturing',
    playCatalogue: 'Tutti i punti di contatto',
    newLap: 'Quando comincia un nuovo giro',
    readiness: 'Prontezza a parlare con le vendite',
    questions: 'Domande a cui la mappa risponde',
    buyingGroup: 'Gruppo d’acquisto',
  },
  de: {
    rule: 'Regel {number}',
    play: 'Berührungspunkt {number}',
    touchpoint: 'Eintrag {number}',
    decision: 'Frage {number}',
    condition: 'Bedingung',
    names: 'Namen',
    leadChoice: 'Wahl {number}',
    keeps: 'Was einen Datensatz hier hält',
    outcomes: 'Wie ein Aufenthalt endet',
    marks: 'Ergebnisse, die während eines Aufenthalts bekannt sind',
    nurture: 'Pflegeprogramm',
    playCatalogue: 'Alle Berührungspunkte',
    newLap: 'Wann eine neue Runde beginnt',
    readiness: 'Bereitschaft, mit dem Vertrieb zu sprechen',
    questions: 'Fragen, die die Karte beantwortet',
    buyingGroup: 'Einkaufsgruppe',
  },
  ko: {
    rule: '규칙 {number}',
    play: '접점 {number}',
    touchpoint: '항목 {number}',
    decision: '질문 {number}',
    condition: '조건',
    names: '이름',
    leadChoice: '선택 {number}',
    keeps: '레코드가 여기 머무는 조건',
    outcomes: '방문이 끝나는 방식',
    marks: '방문 중에 알 수 있는 결과',
    nurture: '육성 프로그램',
    playCatalogue: '모든 접점',
    newLap: '새 바퀴가 시작되는 조건',
    readiness: '영업과 대화할 준비',
    questions: '지도가 답하는 질문',
    buyingGroup: '구매 그룹',
  },
  ru: {
    rule: 'правило {number}',
    play: 'точка касания {number}',
    touchpoint: 'запись {number}',
    decision: 'вопрос {number}',
    condition: 'условие',
    names: 'названия',
    leadChoice: 'выбор {number}',
    keeps: 'Что удерживает запись здесь',
    outcomes: 'Чем заканчивается пребывание',
    marks: 'Исходы, известные во время пребывания',
    nurture: 'Программа взращивания',
    playCatalogue: 'Все точки касания',
    newLap: 'Когда начинается новый круг',
    readiness: 'Готовность говорить с продажами',
    questions: 'Вопросы, на которые отвечает карта',
    buyingGroup: 'Группа покупателей',
  },
};

export function useModelPlaceTexts(): ModelPlaceTexts {
  return modelPlaceTextsByLanguage[usePlace().reader.language];
}
