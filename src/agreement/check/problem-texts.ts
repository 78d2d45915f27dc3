import type { Texts } from '../../journey/texts.ts';
import type { AgreementProblemCode } from './agreement-problem.ts';

/** Fields of the file stand as they are written there, whatever the language. */
export const problemTexts: Readonly<Record<AgreementProblemCode, Texts>> = {
  'stage-unknown': {
    en: 'The model has no stage “{stage}”.{guess} Its stages are: {stages}.',
    it: 'Il modello non ha la fase «{stage}».{guess} Le sue fasi sono: {stages}.',
    de: 'Das Modell hat keine Phase „{stage}“.{guess} Seine Phasen sind: {stages}.',
    ko: '모델에 “{stage}” 단계가 없습니다.{guess} 모델의 단계: {stages}.',
    ru: 'В модели нет этапа «{stage}».{guess} Её этапы: {stages}.',
  },
  'stage-without-lead': {
    en: 'Nobody leads the stage “{stage}”: neither the agreement nor the model names a team. Name one in "lead".',
    it: 'Nessuno guida la fase «{stage}»: né l’accordo né il modello indicano un team. Indicane uno in "lead".',
    de: 'Niemand führt die Phase „{stage}“: Weder die Vereinbarung noch das Modell nennt ein Team. Nennen Sie eines in "lead".',
    ko: '“{stage}” 단계를 맡는 팀이 없습니다. 합의와 모델 모두 팀을 지정하지 않았으니 "lead"에 팀을 적으세요.',
    ru: 'Этап «{stage}» никто не ведёт: ни соглашение, ни модель не называют команду. Укажите её в "lead".',
  },
  'stage-not-agreed': {
    en: 'Nothing is agreed for the stage “{stage}”: no clock runs there. Add it, if only with who leads.',
    it: 'Per la fase «{stage}» non è concordato nulla: nessun cronometro vi scorre. Aggiungila, anche solo con chi la guida.',
    de: 'Für die Phase „{stage}“ ist nichts vereinbart: Dort läuft keine Uhr. Nehmen Sie sie auf, und sei es nur mit der Führung.',
    ko: '“{stage}” 단계에 합의된 내용이 없어 시간이 측정되지 않습니다. 맡는 팀만이라도 추가하세요.',
    ru: 'Для этапа «{stage}» ничего не согласовано: отсчёт там не идёт. Добавьте его, хотя бы с ведущей командой.',
  },
  'lead-differs': {
    en: 'The agreement lets {team} lead “{stage}”, the model does not. The agreement counts; change one if that is not meant.',
    it: 'L’accordo affida «{stage}» a {team}, il modello no. Vale l’accordo; cambia uno dei due se non è voluto.',
    de: 'Nach der Vereinbarung führt {team} die Phase „{stage}“, nach dem Modell nicht. Es gilt die Vereinbarung; ändern Sie eines, wenn das nicht gemeint ist.',
    ko: '합의는 “{stage}” 단계를 {team} 팀에 맡기지만 모델은 그렇지 않습니다. 합의가 우선하며, 의도한 것이 아니면 하나를 고치세요.',
    ru: 'По соглашению этап «{stage}» ведёт {team}, по модели — нет. Действует соглашение; если это не задумано, измените что-то одно.',
  },
  'lead-contributes': {
    en: '{team} leads “{stage}” and is listed as a contributor, too. Take it out of "contributors".',
    it: '{team} guida «{stage}» ed è anche tra chi contribuisce. Toglilo da "contributors".',
    de: '{team} führt „{stage}“ und steht auch unter den Mitwirkenden. Nehmen Sie das Team aus "contributors".',
    ko: '{team} 팀은 “{stage}” 단계를 맡으면서 협력 팀에도 들어 있습니다. "contributors"에서 빼세요.',
    ru: '{team} ведёт этап «{stage}» и указана среди помогающих. Уберите её из "contributors".',
  },
  'team-without-calendar': {
    en: '{team} leads “{stage}”, but has no calendar, so its time can’t be counted. Give it one in "teams".',
    it: '{team} guida «{stage}», ma non ha un calendario e il suo tempo non si può contare. Dagliene uno in "teams".',
    de: '{team} führt „{stage}“, hat aber keinen Kalender; seine Zeit lässt sich nicht zählen. Geben Sie ihm einen in "teams".',
    ko: '{team} 팀은 “{stage}” 단계를 맡지만 근무 일정이 없어 시간을 셀 수 없습니다. "teams"에 일정을 추가하세요.',
    ru: '{team} ведёт этап «{stage}», но не имеет календаря, и её время нельзя посчитать. Задайте календарь в "teams".',
  },
  'step-without-person': {
    en: 'This step speaks to the lead of {team}, and no such person is named. Name one in "leadPerson", or speak to the owner.',
    it: 'Questo passo si rivolge al responsabile di {team}, che non è indicato. Indicalo in "leadPerson" o rivolgiti al proprietario.',
    de: 'Dieser Schritt richtet sich an die Leitung von {team}, die nicht benannt ist. Benennen Sie sie in "leadPerson", oder sprechen Sie den Besitzer an.',
    ko: '이 단계 조치는 {team} 팀의 책임자를 대상으로 하지만 책임자가 지정되지 않았습니다. "leadPerson"에 지정하거나 소유자를 대상으로 하세요.',
    ru: 'Этот шаг обращён к руководителю команды ({team}), но он не указан. Укажите его в "leadPerson" или обратитесь к владельцу.',
  },
  'touch-without-people': {
    en: 'Only touches by the leading team count, and {team} has no people. List them in "members".',
    it: 'Contano solo i contatti del team che guida, e {team} non ha persone. Elencale in "members".',
    de: 'Es zählen nur Kontakte des führenden Teams, und {team} hat keine Personen. Führen Sie sie in "members" auf.',
    ko: '맡은 팀의 접촉만 인정되는데 {team} 팀에 등록된 사람이 없습니다. "members"에 적으세요.',
    ru: 'Засчитываются только контакты ведущей команды, а в команде ({team}) никого нет. Перечислите людей в "members".',
  },
  'return-without-reason': {
    en: 'A handoff is to be accepted here, and there is no reason for which it could be returned. List some in "returnReasons".',
    it: 'Qui un passaggio va accettato e non c’è un motivo per restituirlo. Elencane alcuni in "returnReasons".',
    de: 'Hier ist eine Übergabe anzunehmen, und es gibt keinen Grund, aus dem sie zurückgehen kann. Führen Sie einige in "returnReasons" auf.',
    ko: '이 단계에서는 인계를 수락해야 하지만 반려할 수 있는 사유가 없습니다. "returnReasons"에 적으세요.',
    ru: 'Здесь передачу нужно принять, но нет причин, по которым её можно вернуть. Перечислите их в "returnReasons".',
  },
  'target-longer': {
    en: '"{longer}" gives more time than "{shorter}" of the same stage, so it never comes first. Make one of them fit.',
    it: '"{longer}" concede più tempo di "{shorter}" della stessa fase, quindi non arriva mai prima. Correggi uno dei due.',
    de: '"{longer}" gibt mehr Zeit als "{shorter}" derselben Phase und kommt nie zuerst. Passen Sie eines an.',
    ko: '"{longer}"의 시간이 같은 단계의 "{shorter}"보다 길어 먼저 도달할 수 없습니다. 둘 중 하나를 조정하세요.',
    ru: '"{longer}" даёт больше времени, чем "{shorter}" того же этапа, и никогда не наступит раньше. Исправьте одно из них.',
  },
  'holiday-twice': {
    en: '{date} stands twice among the holidays of {team}. It is taken off once; take one out.',
    it: '{date} compare due volte tra le festività di {team}. Viene tolto una volta; eliminane una.',
    de: '{date} steht zweimal unter den Feiertagen von {team}. Der Tag wird einmal abgezogen; nehmen Sie einen heraus.',
    ko: '{team} 팀의 휴일에 {date}이(가) 두 번 있습니다. 한 번만 제외되니 하나를 지우세요.',
    ru: '{date} дважды стоит в списке праздников команды ({team}). День вычитается один раз; уберите лишний.',
  },
  'pause-property-unknown': {
    en: 'The portal has no property “{property}” of contacts or deals, so this pause never holds.{guess} Write the internal name that HubSpot shows.',
    it: 'Il portale non ha una proprietà «{property}» di contatti o trattative, quindi questa pausa non vale mai.{guess} Scrivi il nome interno mostrato da HubSpot.',
    de: 'Das Portal hat keine Eigenschaft „{property}“ von Kontakten oder Deals; diese Pause gilt also nie.{guess} Schreiben Sie den internen Namen, den HubSpot zeigt.',
    ko: '포털에 연락처나 거래의 “{property}” 속성이 없어 이 일시 중지는 적용되지 않습니다.{guess} HubSpot에 표시된 내부 이름을 적으세요.',
    ru: 'В портале нет свойства «{property}» у контактов или сделок, поэтому эта пауза никогда не наступит.{guess} Укажите внутреннее имя, которое показывает HubSpot.',
  },
  'pause-property-mistyped': {
    en: 'The app does not know the property “{property}”, which is nearly “{nearest}”. If it is mistyped, this pause never holds: correct it; a property of your own may stay.',
    it: 'L’app non conosce la proprietà «{property}», che è quasi «{nearest}». Se è un errore di battitura, questa pausa non vale mai: correggila; una proprietà vostra può restare.',
    de: 'Die App kennt die Eigenschaft „{property}“ nicht, die fast „{nearest}“ heißt. Ist es ein Tippfehler, gilt diese Pause nie: Berichtigen Sie ihn; eine eigene Eigenschaft kann bleiben.',
    ko: '앱은 “{nearest}”와(과) 비슷한 “{property}” 속성을 알지 못합니다. 오타라면 이 일시 중지는 적용되지 않으니 고치세요. 직접 만든 속성이라면 그대로 두어도 됩니다.',
    ru: 'Приложение не знает свойства «{property}», которое почти совпадает с «{nearest}». Если это опечатка, пауза никогда не наступит: исправьте её; собственное свойство может остаться.',
  },
};
