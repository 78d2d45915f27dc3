import type { Language, ObjectType } from '../journey/vocabulary.ts';

/** What the page about an installation says. */
export type InstallWords = {
  title: string;
  titleDone: string;
  account: (accountId: string) => string;
  status: string;
  statusDone: string;
  slow: string;
  uninstalled: string;
  connected: string;
  settings: string;
  properties: string;
  history: string;
  tags: string;
  states: Record<'done' | 'running' | 'waiting' | 'withheld', string>;
  objects: Record<ObjectType, string>;
  evidence: Record<'ticket' | 'activity', string>;
  of: (done: string, total: string) => string;
  tagged: (count: string) => string;
  statusWithheld: string;
  withheld: (scopes: readonly string[]) => string;
  missing: (scopes: readonly string[]) => string;
  next: string;
  nextSteps: readonly string[];
  openContacts: string;
};

export function installWords(language: Language): InstallWords {
  return words[language];
}

const words: Readonly<Record<Language, InstallWords>> = {
  en: {
    title: 'Journey Steward is being set up',
    titleDone: 'Journey Steward is ready',
    account: (accountId) => `HubSpot account ${accountId}`,
    status: 'You may close this page: the work goes on without it.',
    statusDone: 'Everything is set up.',
    slow: 'It takes longer than usual. Whoever runs the app sees why with “journey-steward doctor”.',
    uninstalled: 'The app is no longer installed in this account.',
    connected: 'Connect to HubSpot',
    settings: 'Read lifecycle stages, pipelines and owners',
    properties: 'Create the properties for stage and team',
    history: 'Read the past of your records',
    tags: 'Write stage and team on the records',
    states: { done: 'Done', running: 'In progress', waiting: 'Waiting', withheld: 'Needs a permission' },
    objects: { contact: 'Contacts', deal: 'Deals', company: 'Companies' },
    evidence: { ticket: 'Tickets', activity: 'Calls, e-mails, meetings, notes, messages' },
    of: (done, total) => `${done} of ${total}`,
    tagged: (count) => `Records written so far: ${count}`,
    statusWithheld: 'A permission is missing. What needs it waits; everything else goes on.',
    withheld: (scopes) =>
      `Not granted, and needed: ${scopes.join(', ')}. Let a super admin allow it, or install the app again; up to half an hour later the rest follows by itself.`,
    missing: (scopes) => `Not granted: ${scopes.join(', ')}. The app works without; install it again to grant more.`,
    next: 'What happens next',
    nextSteps: [
      'What changes in HubSpot from now on reaches the journey within a minute.',
      'Records that changed last come first; the others follow while the past is read.',
      'Put the card “Buyer journey” on the contact record: open a contact, choose Customize, and add the card to a tab.',
      'The new properties stand in the group “Journey Steward”; lists and workflows can use them.',
    ],
    openContacts: 'Open the contacts in HubSpot',
  },
  it: {
    title: 'Journey Steward è in configurazione',
    titleDone: 'Journey Steward è pronto',
    account: (accountId) => `Account HubSpot ${accountId}`,
    status: 'Puoi chiudere questa pagina: il lavoro prosegue senza.',
    statusDone: 'È tutto configurato.',
    slow: 'Ci vuole più del solito. Chi gestisce l’app vede il perché con “journey-steward doctor”.',
    uninstalled: 'L’app non è più installata in questo account.',
    connected: 'Collegamento a HubSpot',
    settings: 'Lettura di fasi del ciclo di vita, pipeline e proprietari',
    properties: 'Creazione delle proprietà per fase e team',
    history: 'Lettura del passato dei record',
    tags: 'Scrittura di fase e team sui record',
    states: { done: 'Fatto', running: 'In corso', waiting: 'In attesa', withheld: 'Manca un’autorizzazione' },
    objects: { contact: 'Contatti', deal: 'Trattative', company: 'Aziende' },
    evidence: { ticket: 'Ticket', activity: 'Chiamate, e-mail, riunioni, note, messaggi' },
    of: (done, total) => `${done} di ${total}`,
    tagged: (count) => `Record scritti finora: ${count}`,
    statusWithheld: 'Manca un’autorizzazione. Ciò che la richiede attende; tutto il resto prosegue.',
    withheld: (scopes) =>
      `Non concesso, ma necessario: ${scopes.join(', ')}. Chiedi a un super admin di consentirlo, oppure installa di nuovo l’app; entro mezz’ora il resto segue da sé.`,
    missing: (scopes) =>
      `Non concesso: ${scopes.join(', ')}. L’app funziona lo stesso; reinstallala per concedere altro.`,
    next: 'Che cosa succede ora',
    nextSteps: [
      'Ciò che d’ora in poi cambia in HubSpot arriva nel percorso entro un minuto.',
      'Prima vengono i record cambiati per ultimi; gli altri seguono mentre si legge il passato.',
      'Metti la scheda “Buyer journey” sul record del contatto: apri un contatto, scegli Personalizza e aggiungi la scheda.',
      'Le nuove proprietà stanno nel gruppo “Journey Steward”; elenchi e workflow possono usarle.',
    ],
    openContacts: 'Apri i contatti in HubSpot',
  },
  de: {
    title: 'Journey Steward wird eingerichtet',
    titleDone: 'Journey Steward ist bereit',
    account: (accountId) => `HubSpot-Konto ${accountId}`,
    status: 'Sie können diese Seite schließen: Die Arbeit geht ohne sie weiter.',
    statusDone: 'Alles ist eingerichtet.',
    slow: 'Es dauert länger als üblich. Wer die App betreibt, sieht den Grund mit „journey-steward doctor“.',
    uninstalled: 'Die App ist in diesem Konto nicht mehr installiert.',
    connected: 'Mit HubSpot verbinden',
    settings: 'Lifecycle-Phasen, Pipelines und Zuständige lesen',
    properties: 'Eigenschaften für Phase und Team anlegen',
    history: 'Vergangenheit der Datensätze lesen',
    tags: 'Phase und Team auf die Datensätze schreiben',
    states: { done: 'Fertig', running: 'Läuft', waiting: 'Wartet', withheld: 'Berechtigung fehlt' },
    objects: { contact: 'Kontakte', deal: 'Deals', company: 'Unternehmen' },
    evidence: { ticket: 'Tickets', activity: 'Anrufe, E-Mails, Meetings, Notizen, Nachrichten' },
    of: (done, total) => `${done} von ${total}`,
    tagged: (count) => `Bisher geschriebene Datensätze: ${count}`,
    statusWithheld: 'Eine Berechtigung fehlt. Was sie braucht, wartet; alles andere geht weiter.',
    withheld: (scopes) =>
      `Nicht gewährt, aber nötig: ${scopes.join(', ')}. Lassen Sie es von einem Super-Admin erlauben, oder installieren Sie die App erneut; binnen einer halben Stunde folgt der Rest von selbst.`,
    missing: (scopes) =>
      `Nicht gewährt: ${scopes.join(', ')}. Die App arbeitet auch ohne; installieren Sie sie erneut, um mehr zu gewähren.`,
    next: 'Wie es weitergeht',
    nextSteps: [
      'Was sich ab jetzt in HubSpot ändert, kommt binnen einer Minute in der Reise an.',
      'Zuletzt geänderte Datensätze kommen zuerst; die anderen folgen, während die Vergangenheit gelesen wird.',
      'Setzen Sie die Karte „Buyer journey“ auf den Kontaktdatensatz: Kontakt öffnen, „Anpassen“ wählen, Karte hinzufügen.',
      'Die neuen Eigenschaften stehen in der Gruppe „Journey Steward“; Listen und Workflows können sie verwenden.',
    ],
    openContacts: 'Kontakte in HubSpot öffnen',
  },
  ko: {
    title: 'Journey Steward를 설정하고 있습니다',
    titleDone: 'Journey Steward가 준비되었습니다',
    account: (accountId) => `HubSpot 계정 ${accountId}`,
    status: '이 페이지를 닫아도 됩니다. 작업은 계속됩니다.',
    statusDone: '모든 설정이 끝났습니다.',
    slow: '평소보다 오래 걸리고 있습니다. 앱 운영자가 “journey-steward doctor”로 이유를 확인할 수 있습니다.',
    uninstalled: '이 계정에는 앱이 더 이상 설치되어 있지 않습니다.',
    connected: 'HubSpot에 연결하기',
    settings: '라이프사이클 단계, 파이프라인, 담당자 읽기',
    properties: '단계와 팀 속성 만들기',
    history: '레코드의 과거 기록 읽기',
    tags: '레코드에 단계와 팀 쓰기',
    states: { done: '완료', running: '진행 중', waiting: '대기 중', withheld: '권한 필요' },
    objects: { contact: '연락처', deal: '거래', company: '회사' },
    evidence: { ticket: '티켓', activity: '통화, 이메일, 미팅, 메모, 메시지' },
    of: (done, total) => `${total} 중 ${done}`,
    tagged: (count) => `지금까지 쓴 레코드: ${count}`,
    statusWithheld: '권한이 하나 이상 없습니다. 그 권한이 필요한 작업은 기다리고, 나머지는 계속됩니다.',
    withheld: (scopes) =>
      `허용되지 않았지만 필요함: ${scopes.join(', ')}. 최고 관리자가 허용하거나 앱을 다시 설치하면, 늦어도 30분 안에 나머지가 저절로 이어집니다.`,
    missing: (scopes) =>
      `허용되지 않음: ${scopes.join(', ')}. 없어도 앱은 작동하며, 다시 설치하면 더 허용할 수 있습니다.`,
    next: '다음에 일어나는 일',
    nextSteps: [
      '이제부터 HubSpot에서 바뀌는 내용은 1분 안에 여정에 반영됩니다.',
      '가장 최근에 바뀐 레코드부터 처리하고, 나머지는 과거 기록을 읽으면서 이어집니다.',
      '연락처 레코드에 “Buyer journey” 카드를 추가하세요. 연락처를 열고 사용자 지정을 선택한 뒤 카드를 추가합니다.',
      '새 속성은 “Journey Steward” 그룹에 있으며 목록과 워크플로에서 사용할 수 있습니다.',
    ],
    openContacts: 'HubSpot에서 연락처 열기',
  },
  ru: {
    title: 'Journey Steward настраивается',
    titleDone: 'Journey Steward готов',
    account: (accountId) => `Аккаунт HubSpot ${accountId}`,
    status: 'Эту страницу можно закрыть: работа продолжится без неё.',
    statusDone: 'Всё настроено.',
    slow: 'Это длится дольше обычного. Кто обслуживает приложение, увидит причину через «journey-steward doctor».',
    uninstalled: 'Приложение больше не установлено в этом аккаунте.',
    connected: 'Соединение с HubSpot',
    settings: 'Чтение стадий жизненного цикла, воронок и ответственных',
    properties: 'Создание свойств для этапа и команды',
    history: 'Чтение прошлого записей',
    tags: 'Запись этапа и команды',
    states: { done: 'Готово', running: 'Идёт', waiting: 'Ожидает', withheld: 'Нужно разрешение' },
    objects: { contact: 'Контакты', deal: 'Сделки', company: 'Компании' },
    evidence: { ticket: 'Тикеты', activity: 'Звонки, письма, встречи, заметки, сообщения' },
    of: (done, total) => `${done} из ${total}`,
    tagged: (count) => `Записано до сих пор: ${count}`,
    statusWithheld: 'Не хватает разрешения. То, чему оно нужно, ждёт; всё остальное продолжается.',
    withheld: (scopes) =>
      `Не разрешено, но необходимо: ${scopes.join(', ')}. Пусть суперадминистратор разрешит это, или установите приложение снова; не позже чем через полчаса остальное последует само.`,
    missing: (scopes) =>
      `Не разрешено: ${scopes.join(', ')}. Приложение работает и так; чтобы разрешить больше, установите его снова.`,
    next: 'Что дальше',
    nextSteps: [
      'Всё, что отныне меняется в HubSpot, попадает в путь в течение минуты.',
      'Сначала идут записи, изменённые последними; остальные следуют, пока читается прошлое.',
      'Добавьте карточку «Buyer journey» в запись контакта: откройте контакт, выберите «Настроить» и добавьте карточку.',
      'Новые свойства находятся в группе «Journey Steward»; их могут использовать списки и процессы.',
    ],
    openContacts: 'Открыть контакты в HubSpot',
  },
};
