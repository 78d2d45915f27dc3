import type { Language } from '../../src/journey/vocabulary.ts';

type Sentence =
  | 'touchpoint'
  | 'reasonDecision'
  | 'reasonSilence'
  | 'reasonGroup'
  | 'dealOpened'
  | 'corrected'
  | 'correctionReason'
  | 'imported'
  | 'formSent'
  | 'lifecycle'
  | 'created'
  | 'notice';

/** What the backend would say of the fictitious contact of the samples, about as long as it gets. */
export const sampleSentences: Record<Language, Record<Sentence, string>> = {
  en: {
    touchpoint: 'Ask what is missing for a decision',
    reasonDecision: 'The deal has been open for 94 days without a decision.',
    reasonSilence: 'The last conversation was 23 days ago.',
    reasonGroup: 'Two people of the buying group have not been spoken to.',
    dealOpened: 'A deal was opened.',
    corrected: 'A person corrected the stage.',
    correctionReason: 'The import set the stage of another company.',
    imported: 'The lifecycle stage became “Customer” by an import.',
    formSent: 'A form was sent.',
    lifecycle: 'The lifecycle stage became “Customer”.',
    created: 'The record was created.',
    notice: 'Something is dated before this record was created.',
  },
  it: {
    touchpoint: 'Chiedere che cosa manca per decidere',
    reasonDecision: 'La trattativa è aperta da 94 giorni senza una decisione.',
    reasonSilence: 'L’ultimo colloquio risale a 23 giorni fa.',
    reasonGroup: 'Con due persone del gruppo d’acquisto non si è ancora parlato.',
    dealOpened: 'È stata aperta una trattativa.',
    corrected: 'Una persona ha corretto la fase.',
    correctionReason: 'L’importazione aveva impostato la fase di un’altra azienda.',
    imported: 'La fase del ciclo di vita è diventata «Cliente» con un’importazione.',
    formSent: 'È stato inviato un modulo.',
    lifecycle: 'La fase del ciclo di vita è diventata «Cliente».',
    created: 'Il record è stato creato.',
    notice: 'Qualcosa ha una data precedente alla creazione del record.',
  },
  de: {
    touchpoint: 'Fragen, was für eine Entscheidung fehlt',
    reasonDecision: 'Das Geschäft ist seit 94 Tagen offen, ohne dass entschieden wurde.',
    reasonSilence: 'Das letzte Gespräch liegt 23 Tage zurück.',
    reasonGroup: 'Mit zwei Personen der Einkaufsgruppe wurde noch nicht gesprochen.',
    dealOpened: 'Ein Geschäft wurde eröffnet.',
    corrected: 'Eine Person hat die Phase korrigiert.',
    correctionReason: 'Der Import hatte die Phase einer anderen Firma gesetzt.',
    imported: 'Die Lifecycle-Phase wurde durch einen Import „Kunde“.',
    formSent: 'Ein Formular wurde abgeschickt.',
    lifecycle: 'Die Lifecycle-Phase wurde „Kunde“.',
    created: 'Der Datensatz wurde angelegt.',
    notice: 'Etwas ist auf eine Zeit vor der Anlage des Datensatzes datiert.',
  },
  ko: {
    touchpoint: '결정에 무엇이 부족한지 묻기',
    reasonDecision: '거래가 94일째 결정 없이 열려 있습니다.',
    reasonSilence: '마지막 대화가 23일 전이었습니다.',
    reasonGroup: '구매 그룹의 두 사람과 아직 이야기하지 않았습니다.',
    dealOpened: '거래가 열렸습니다.',
    corrected: '담당자가 단계를 정정했습니다.',
    correctionReason: '가져오기에서 다른 회사의 단계가 설정되었습니다.',
    imported: '가져오기로 라이프사이클 단계가 “고객”이 되었습니다.',
    formSent: '양식이 제출되었습니다.',
    lifecycle: '라이프사이클 단계가 “고객”이 되었습니다.',
    created: '레코드가 생성되었습니다.',
    notice: '레코드가 생성되기 전 날짜의 기록이 있습니다.',
  },
  ru: {
    touchpoint: 'Спросить, чего не хватает для принятия решения',
    reasonDecision: 'Сделка открыта уже 94 дня, а решение так и не принято.',
    reasonSilence: 'Последний разговор состоялся 23 дня назад.',
    reasonGroup: 'С двумя участниками закупочной группы ещё никто не разговаривал.',
    dealOpened: 'Открыта сделка.',
    corrected: 'Этап исправлен человеком.',
    correctionReason: 'При импорте был указан этап другой компании.',
    imported: 'Стадия жизненного цикла стала «Клиент» в результате импорта.',
    formSent: 'Отправлена форма.',
    lifecycle: 'Стадия жизненного цикла стала «Клиент».',
    created: 'Запись создана.',
    notice: 'Есть событие с датой до создания записи.',
  },
};
