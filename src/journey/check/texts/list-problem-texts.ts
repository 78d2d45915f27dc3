import type { Texts } from '../../texts.ts';

/** Lists of stages, words of the model that nothing uses, and the touchpoint map. */
export const listProblemTexts = {
  'entry-never-reached': {
    en: 'Stage "{stage}": the entry {number} of "{list}" is never come to: whenever it fits, one before it does, and the first stands. Put it further up, or take it out.',
    it: 'Fase «{stage}»: alla voce {number} di "{list}" non si arriva mai: ogni volta che è adatta, lo è già una precedente, e vale la prima. Spostala più in alto o toglila.',
    de: 'Phase „{stage}“: Eintrag {number} von "{list}" kommt nie an die Reihe: Immer wenn er passt, passt schon einer davor, und der erste gilt. Setzen Sie ihn weiter nach oben, oder nehmen Sie ihn heraus.',
    ko: '단계 “{stage}”: "{list}"의 {number}번째 항목은 쓰일 일이 없습니다. 이 항목이 맞을 때마다 앞의 항목도 맞으며 첫 항목이 적용됩니다. 위로 옮기거나 삭제하세요.',
    ru: 'Этап «{stage}»: до записи номер {number} в "{list}" дело не доходит: когда она подходит, подходит и одна из стоящих раньше, а действует первая. Поставьте её выше или уберите.',
  },
  'outcome-unused': {
    en: 'No stage has the outcome "{outcome}": name it in "outcomes" or "marks" of a stage, or take it out.',
    it: 'Nessuna fase ha l’esito «{outcome}»: indicalo in "outcomes" o "marks" di una fase, oppure toglilo.',
    de: 'Keine Phase hat das Ergebnis „{outcome}“: Nennen Sie es in "outcomes" oder "marks" einer Phase, oder nehmen Sie es heraus.',
    ko: '어느 단계에도 “{outcome}” 결과가 없습니다. 단계의 "outcomes"나 "marks"에 적거나 삭제하세요.',
    ru: 'Ни у одного этапа нет исхода «{outcome}»: укажите его в "outcomes" или "marks" какого-либо этапа или уберите.',
  },
  'play-unused': {
    en: 'No stage recommends the play "{play}": name it in "plays" of a stage, or take it out.',
    it: 'Nessuna fase consiglia il punto di contatto «{play}»: indicalo in "plays" di una fase, oppure toglilo.',
    de: 'Keine Phase empfiehlt den Berührungspunkt „{play}“: Nennen Sie ihn in "plays" einer Phase, oder nehmen Sie ihn heraus.',
    ko: '어느 단계에서도 “{play}” 접점을 추천하지 않습니다. 단계의 "plays"에 적거나 삭제하세요.',
    ru: 'Ни один этап не рекомендует точку касания «{play}»: укажите её в "plays" какого-либо этапа или уберите.',
  },
  'engagement-without-laps': {
    en: '{label} rests on an engagement that has ended, and the model has no "newLap": it goes on to hold when the client comes back. Say with "newLap" what begins another round, or ask for "running".',
    it: '{label}: questa regola si basa su un incarico concluso, e il modello non ha "newLap": continua a valere anche quando il cliente torna. Indica con "newLap" che cosa fa cominciare un altro giro, oppure chiedi "running".',
    de: '{label} stützt sich auf einen beendeten Auftrag, und das Modell hat kein "newLap": Sie trifft weiter zu, wenn der Kunde wiederkommt. Sagen Sie mit "newLap", womit eine weitere Runde beginnt, oder verlangen Sie "running".',
    ko: '{label}: 끝난 의뢰를 근거로 하는데 모델에 "newLap"이 없어, 고객이 다시 와도 계속 충족됩니다. "newLap"으로 무엇이 새 회차를 시작하는지 정하거나 "running"을 요구하세요.',
    ru: '{label}: это правило опирается на завершённый проект, а в модели нет "newLap": оно продолжает выполняться и тогда, когда клиент возвращается. Укажите в "newLap", с чего начинается новый круг, или требуйте "running".',
  },
  'touchpoints-missing': {
    en: 'Stage "{stage}" recommends what to do, and the touchpoint map does not say how firm and buyer meet there, as it does of other stages. Add its touchpoints.',
    it: 'La fase «{stage}» consiglia che cosa fare, ma la mappa dei punti di contatto non dice come vi si incontrano azienda e acquirente, come fa per altre fasi. Aggiungi i suoi punti di contatto.',
    de: 'Die Phase „{stage}“ empfiehlt, was zu tun ist; die Karte der Berührungspunkte sagt aber nicht, wie Firma und Käufer sich dort begegnen, wie sie es von anderen Phasen tut. Ergänzen Sie die Berührungspunkte.',
    ko: '“{stage}” 단계는 할 일을 추천하지만, 접점 지도에는 다른 단계와 달리 이 단계에서 회사와 구매자가 어떻게 만나는지가 없습니다. 접점을 추가하세요.',
    ru: 'Этап «{stage}» рекомендует, что делать, но карта точек касания не говорит, как там встречаются компания и покупатель, хотя о других этапах говорит. Добавьте точки касания.',
  },
  'decision-outcome-elsewhere': {
    en: 'Stage "{stage}": the decision "{decision}" leads to the outcome "{outcome}", which no visit of the stage can have. Name it in "outcomes" or "marks" of the stage, or take it out here.',
    it: 'Fase «{stage}»: la decisione «{decision}» porta all’esito «{outcome}», che nessuna visita della fase può avere. Indicalo in "outcomes" o "marks" della fase, oppure toglilo qui.',
    de: 'Phase „{stage}“: Die Entscheidung „{decision}“ führt zum Ergebnis „{outcome}“, das kein Aufenthalt in dieser Phase haben kann. Nennen Sie es in "outcomes" oder "marks" der Phase, oder nehmen Sie es hier heraus.',
    ko: '단계 “{stage}”: “{decision}” 결정이 “{outcome}” 결과로 이어지는데, 이 단계의 어떤 방문에도 그런 결과가 있을 수 없습니다. 단계의 "outcomes"나 "marks"에 적거나 여기서 삭제하세요.',
    ru: 'Этап «{stage}»: решение «{decision}» ведёт к исходу «{outcome}», которого не может быть ни у одного пребывания на этом этапе. Укажите его в "outcomes" или "marks" этапа или уберите здесь.',
  },
} as const satisfies Record<string, Texts>;
