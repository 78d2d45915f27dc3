import type { Texts } from '../../texts.ts';

/** `{label}` is one of `placeTexts`; `{others}` are some of them, joined by "or". */
export const ruleProblemTexts = {
  'stage-unreachable': {
    en: 'Stage "{stage}" can\'t be entered: its rule can never hold, or holds only while a rule of a further stage holds as well, and the furthest stage wins. Change its rules, or take the stage out.',
    it: 'Nella fase «{stage}» non si può entrare: la sua regola non può mai valere, oppure vale solo mentre vale anche una regola di una fase più avanzata, e vince la fase più avanzata. Cambia le sue regole o togli la fase.',
    de: 'In die Phase „{stage}“ kann kein Datensatz gelangen: Ihre Regel kann nie zutreffen, oder sie trifft nur zu, wenn auch eine Regel einer späteren Phase zutrifft, und die späteste Phase gewinnt. Ändern Sie ihre Regeln, oder nehmen Sie die Phase heraus.',
    ko: '“{stage}” 단계에는 들어갈 수 없습니다. 이 단계의 규칙은 절대 충족될 수 없거나 더 뒤 단계의 규칙이 함께 충족될 때만 충족되며, 가장 뒤의 단계가 우선합니다. 규칙을 바꾸거나 단계를 삭제하세요.',
    ru: 'На этап «{stage}» нельзя попасть: его правило не выполняется никогда или выполняется, только когда выполняется и правило более позднего этапа, а побеждает самый поздний этап. Измените его правила или уберите этап.',
  },
  'stage-unreachable-by-any': {
    en: 'Stage "{stage}" can\'t be entered: each of its rules can never hold, or holds only while a rule of a further stage holds as well, and the furthest stage wins. Change its rules, or take the stage out.',
    it: 'Nella fase «{stage}» non si può entrare: ciascuna delle sue regole non può mai valere, oppure vale solo mentre vale anche una regola di una fase più avanzata, e vince la fase più avanzata. Cambia le sue regole o togli la fase.',
    de: 'In die Phase „{stage}“ kann kein Datensatz gelangen: Jede ihrer Regeln kann nie zutreffen oder trifft nur zu, wenn auch eine Regel einer späteren Phase zutrifft, und die späteste Phase gewinnt. Ändern Sie ihre Regeln, oder nehmen Sie die Phase heraus.',
    ko: '“{stage}” 단계에는 들어갈 수 없습니다. 이 단계의 규칙은 모두 절대 충족될 수 없거나 더 뒤 단계의 규칙이 함께 충족될 때만 충족되며, 가장 뒤의 단계가 우선합니다. 규칙을 바꾸거나 단계를 삭제하세요.',
    ru: 'На этап «{stage}» нельзя попасть: каждое из его правил не выполняется никогда или выполняется, только когда выполняется и правило более позднего этапа, а побеждает самый поздний этап. Измените его правила или уберите этап.',
  },
  'same-evidence': {
    en: '{label} and {others} claim the same evidence: the further stage always wins, so this rule never decides. Say what tells the two apart, or take one of the rules out.',
    it: '{label} e {others} si basano sugli stessi fatti: vince sempre la fase più avanzata, quindi questa regola non decide mai. Indica che cosa le distingue o togli una delle regole.',
    de: '{label} und {others} stützen sich auf dieselben Tatsachen: Die spätere Phase gewinnt immer, diese Regel entscheidet also nie. Sagen Sie, was die beiden unterscheidet, oder nehmen Sie eine der Regeln heraus.',
    ko: '{label} 및 {others}: 같은 근거를 요구합니다. 항상 더 뒤의 단계가 우선하므로 이 규칙은 결정에 쓰이지 않습니다. 둘을 구분하는 조건을 추가하거나 규칙 하나를 삭제하세요.',
    ru: '{label} и {others} опираются на одни и те же факты: всегда побеждает более поздний этап, поэтому это правило ничего не решает. Укажите, чем они различаются, или уберите одно из правил.',
  },
  'rule-shadowed': {
    en: '{label} never decides: whenever it holds, {others} holds as well, and the further stage wins. Narrow the rule of the further stage, or take this one out.',
    it: '{label}: questa regola non decide mai. Ogni volta che vale, vale anche {others}, e vince la fase più avanzata. Restringi la regola della fase più avanzata o togli questa.',
    de: '{label} entscheidet nie: Immer wenn sie zutrifft, trifft auch {others} zu, und die spätere Phase gewinnt. Fassen Sie die Regel der späteren Phase enger, oder nehmen Sie diese heraus.',
    ko: '{label}: 결정에 쓰이지 않습니다. 이 규칙이 충족될 때마다 {others}도 충족되며 더 뒤의 단계가 우선합니다. 더 뒤 단계의 규칙을 좁히거나 이 규칙을 삭제하세요.',
    ru: '{label}: это правило ничего не решает. Всякий раз, когда оно выполняется, выполняется и {others}, а побеждает более поздний этап. Сузьте правило более позднего этапа или уберите это.',
  },
  'rule-never-cause': {
    en: '{label} is never named as the cause: whenever it holds, {others}, which stands before it, holds as well. Put it first, or take it out.',
    it: '{label}: questa regola non viene mai indicata come causa. Ogni volta che vale, vale anche {others}, che la precede. Mettila per prima o toglila.',
    de: '{label} wird nie als Ursache genannt: Immer wenn sie zutrifft, trifft auch {others} zu und steht davor. Stellen Sie sie an die erste Stelle, oder nehmen Sie sie heraus.',
    ko: '{label}: 원인으로 표시되는 일이 없습니다. 이 규칙이 충족될 때마다 앞에 있는 {others}도 충족됩니다. 맨 앞으로 옮기거나 삭제하세요.',
    ru: '{label}: это правило никогда не называется причиной. Всякий раз, когда оно выполняется, выполняется и {others}, а оно стоит раньше. Поставьте это правило первым или уберите.',
  },
  'no-beginning': {
    en: 'No journey can begin: every rule needs a visit that has begun (by "thisVisit", "visit-start" or "mark"). Give one stage a rule that rests on the record alone, such as {"created": true}.',
    it: 'Nessun percorso può cominciare: ogni regola richiede una visita già cominciata (per "thisVisit", "visit-start" o "mark"). Dai a una fase una regola che si basi solo sul record, come {"created": true}.',
    de: 'Keine Reise kann beginnen: Jede Regel setzt einen begonnenen Aufenthalt voraus (durch "thisVisit", "visit-start" oder "mark"). Geben Sie einer Phase eine Regel, die sich allein auf den Datensatz stützt, etwa {"created": true}.',
    ko: '어떤 여정도 시작될 수 없습니다. 모든 규칙이 이미 시작된 방문을 필요로 합니다("thisVisit", "visit-start" 또는 "mark"). 한 단계에 {"created": true}처럼 레코드만으로 판단하는 규칙을 추가하세요.',
    ru: 'Ни один путь не может начаться: каждое правило требует уже начавшегося пребывания (из-за "thisVisit", "visit-start" или "mark"). Задайте одному из этапов правило, которое опирается только на саму запись, например {"created": true}.',
  },
  'ceases-on-entry': {
    en: '{label} asks about the stay before; once the record is in, it no longer holds, and the record falls back to stage "{back}" at the next change. Give the stage "{stage}" a rule with a condition that stays true, or measure from something else, such as "last-activity", a property or a deal.',
    it: '{label}: questa regola riguarda la visita precedente; una volta entrato il record non vale più, e al cambiamento successivo il record ricade nella fase «{back}». Dai alla fase «{stage}» una regola con una condizione che resti vera, oppure misura da qualcos’altro, come "last-activity", una proprietà o una trattativa.',
    de: '{label} fragt nach dem vorigen Aufenthalt; ist der Datensatz in der Phase, trifft sie nicht mehr zu, und er fällt bei der nächsten Änderung in die Phase „{back}“ zurück. Geben Sie der Phase „{stage}“ eine Regel mit einer Bedingung, die wahr bleibt, oder messen Sie ab etwas anderem, etwa ab "last-activity", einer Eigenschaft oder einem Deal.',
    ko: '{label}: 직전에 머문 단계에 관해 묻습니다. 레코드가 들어오면 더 이상 충족되지 않아 다음 변경 때 “{back}” 단계로 되돌아갑니다. “{stage}” 단계에 계속 참으로 남는 조건의 규칙을 추가하거나 "last-activity", 속성, 거래 등 다른 시점부터 재세요.',
    ru: '{label}: это правило спрашивает о предыдущем пребывании; когда запись уже на этапе, оно больше не выполняется, и при следующем изменении запись возвращается на этап «{back}». Задайте этапу «{stage}» правило с условием, которое остаётся верным, или отсчитывайте от другого: от "last-activity", свойства или сделки.',
  },
  'ceases-on-entry-back': {
    en: '{label} asks about the stay before; once the record is in, it no longer holds, and the record falls back to an earlier stage at the next change. Give the stage "{stage}" a rule with a condition that stays true, or measure from something else, such as "last-activity", a property or a deal.',
    it: '{label}: questa regola riguarda la visita precedente; una volta entrato il record non vale più, e al cambiamento successivo il record ricade in una fase precedente. Dai alla fase «{stage}» una regola con una condizione che resti vera, oppure misura da qualcos’altro, come "last-activity", una proprietà o una trattativa.',
    de: '{label} fragt nach dem vorigen Aufenthalt; ist der Datensatz in der Phase, trifft sie nicht mehr zu, und er fällt bei der nächsten Änderung in eine frühere Phase zurück. Geben Sie der Phase „{stage}“ eine Regel mit einer Bedingung, die wahr bleibt, oder messen Sie ab etwas anderem, etwa ab "last-activity", einer Eigenschaft oder einem Deal.',
    ko: '{label}: 직전에 머문 단계에 관해 묻습니다. 레코드가 들어오면 더 이상 충족되지 않아 다음 변경 때 앞선 단계로 되돌아갑니다. “{stage}” 단계에 계속 참으로 남는 조건의 규칙을 추가하거나 "last-activity", 속성, 거래 등 다른 시점부터 재세요.',
    ru: '{label}: это правило спрашивает о предыдущем пребывании; когда запись уже на этапе, оно больше не выполняется, и при следующем изменении запись возвращается на один из прежних этапов. Задайте этапу «{stage}» правило с условием, которое остаётся верным, или отсчитывайте от другого: от "last-activity", свойства или сделки.',
  },
  'check-incomplete': {
    en: 'The model has so many conditions that not all of them were compared with each other: of some it is not known whether they ever decide. Make it smaller, or check parts of it by themselves.',
    it: 'Il modello ha così tante condizioni che non tutte sono state confrontate tra loro: di alcune non si sa se decidano mai. Riducilo o controllane le parti una alla volta.',
    de: 'Das Modell hat so viele Bedingungen, dass nicht alle miteinander verglichen wurden: Von einigen ist nicht bekannt, ob sie je entscheiden. Verkleinern Sie es, oder prüfen Sie Teile davon einzeln.',
    ko: '모델에 조건이 너무 많아 서로 모두 비교하지 못했습니다. 일부 조건은 결정에 쓰이는지 알 수 없습니다. 모델을 줄이거나 일부씩 따로 검사하세요.',
    ru: 'В модели столько условий, что сравнены друг с другом не все: о некоторых неизвестно, решают ли они что-нибудь. Сократите модель или проверяйте её по частям.',
  },
} as const satisfies Record<string, Texts>;
