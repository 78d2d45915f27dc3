import type { Language } from '../../cards/who-reads.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';

/** What is asked before something moves or is lost. `{name}` stands for a value. */
export type QuestionTexts = {
  publish: string;
  /** What a preview of this draft told. `{changed}`, `{records}`. */
  recordsMove: string;
  /** `{changed}`, `{records}`, `{appear}`, `{vanish}`. */
  breachesMove: string;
  /** `{records}`, `{total}`. */
  lookedAtInTime: string;
  modelUnseen: string;
  agreementUnseen: string;
  publishYes: string;
  publishUnseen: string;
  drop: string;
  dropYes: string;
  keep: string;
  /** What was asked for has come, and the draft is another than when it was asked for. */
  arrived: string;
};

export const questionTextsByLanguage: Record<Language, QuestionTexts> = {
  en: {
    publish: 'Put this draft in force, for everybody?',
    recordsMove: 'Records that would move to another stage or team: {changed} of {records}.',
    breachesMove:
      'Records whose breaches would change: {changed} of {records}. Breaches that appear: {appear}; that vanish: {vanish}.',
    lookedAtInTime: 'Looked at in time: {records} of {total}.',
    modelUnseen:
      'Nobody has looked at what this draft would do. It may move every record to another stage or team: look first.',
    agreementUnseen:
      'Nobody has looked at what this draft would do. It may change the deadlines of every record: look first.',
    publishYes: 'Yes, publish',
    publishUnseen: 'Publish without preview',
    drop: 'Your unpublished changes would be lost. Drop them?',
    dropYes: 'Yes, drop them',
    keep: 'Keep them',
    arrived: 'What you asked for is here, and meanwhile you have changed the draft',
  },
  it: {
    publish: 'Mettere in vigore questa bozza, per tutti?',
    recordsMove: 'Record che passerebbero a un’altra fase o a un altro team: {changed} di {records}.',
    breachesMove:
      'Record con violazioni diverse: {changed} di {records}. Violazioni che compaiono: {appear}; che scompaiono: {vanish}.',
    lookedAtInTime: 'Esaminati in tempo: {records} di {total}.',
    modelUnseen:
      'Nessuno ha guardato l’effetto di questa bozza. Può spostare ogni record in un’altra fase o a un altro team: guardalo prima.',
    agreementUnseen:
      'Nessuno ha guardato l’effetto di questa bozza. Può cambiare le scadenze di ogni record: guardalo prima.',
    publishYes: 'Sì, pubblica',
    publishUnseen: 'Pubblica senza anteprima',
    drop: 'Le modifiche non pubblicate andrebbero perse. Scartarle?',
    dropYes: 'Sì, scartale',
    keep: 'Conservale',
    arrived: 'Quello che hai richiesto è arrivato, ma nel frattempo hai modificato la bozza',
  },
  de: {
    publish: 'Diesen Entwurf in Kraft setzen, für alle?',
    recordsMove: 'Datensätze, die in eine andere Phase oder zu einem anderen Team kämen: {changed} von {records}.',
    breachesMove:
      'Datensätze mit anderen Versäumnissen: {changed} von {records}. Neue Versäumnisse: {appear}; wegfallende: {vanish}.',
    lookedAtInTime: 'Rechtzeitig angesehen: {records} von {total}.',
    modelUnseen:
      'Niemand hat angesehen, was dieser Entwurf bewirken würde. Er kann jeden Datensatz in eine andere Phase oder zu einem anderen Team bringen: sehen Sie erst nach.',
    agreementUnseen:
      'Niemand hat angesehen, was dieser Entwurf bewirken würde. Er kann die Fristen jedes Datensatzes ändern: sehen Sie erst nach.',
    publishYes: 'Ja, veröffentlichen',
    publishUnseen: 'Ohne Vorschau veröffentlichen',
    drop: 'Ihre unveröffentlichten Änderungen gingen verloren. Verwerfen?',
    dropYes: 'Ja, verwerfen',
    keep: 'Behalten',
    arrived: 'Das Gewünschte ist da, und inzwischen haben Sie den Entwurf geändert',
  },
  ko: {
    publish: '이 초안을 모두에게 적용할까요?',
    recordsMove: '다른 단계나 팀으로 옮겨질 레코드: {records}건 중 {changed}건.',
    breachesMove:
      '위반이 바뀔 레코드: {records}건 중 {changed}건. 새로 생기는 위반: {appear}건, 사라지는 위반: {vanish}건.',
    lookedAtInTime: '시간 안에 확인한 레코드: {total}건 중 {records}건.',
    modelUnseen:
      '이 초안의 적용 결과를 아직 확인하지 않았습니다. 모든 레코드의 단계나 팀이 바뀔 수 있으니 먼저 확인하세요.',
    agreementUnseen:
      '이 초안의 적용 결과를 아직 확인하지 않았습니다. 모든 레코드의 기한이 바뀔 수 있으니 먼저 확인하세요.',
    publishYes: '예, 게시합니다',
    publishUnseen: '미리 보지 않고 게시',
    drop: '게시하지 않은 변경이 사라집니다. 버릴까요?',
    dropYes: '예, 버립니다',
    keep: '그대로 두기',
    arrived: '요청한 내용을 불러왔지만 그사이에 초안이 변경되었습니다',
  },
  ru: {
    publish: 'Ввести этот черновик в действие для всех?',
    recordsMove: 'Записей, которые перейдут на другой этап или к другой команде: {changed} из {records}.',
    breachesMove:
      'Записей, у которых изменятся нарушения: {changed} из {records}. Нарушений появится: {appear}; исчезнет: {vanish}.',
    lookedAtInTime: 'Просмотрено вовремя: {records} из {total}.',
    modelUnseen:
      'Никто не посмотрел, что изменит этот черновик. Он может перевести любую запись на другой этап или к другой команде: сначала посмотрите.',
    agreementUnseen:
      'Никто не посмотрел, что изменит этот черновик. Он может изменить сроки любой записи: сначала посмотрите.',
    publishYes: 'Да, опубликовать',
    publishUnseen: 'Опубликовать без просмотра',
    drop: 'Неопубликованные изменения будут потеряны. Отбросить их?',
    dropYes: 'Да, отбросить',
    keep: 'Оставить',
    arrived: 'Запрошенное загружено, а черновик за это время изменён',
  },
};

export function useQuestionTexts(): QuestionTexts {
  return questionTextsByLanguage[usePlace().reader.language];
}
