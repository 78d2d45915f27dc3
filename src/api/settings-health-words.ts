import type { Texts } from '../journey/texts.ts';

/** What somebody can do about what went wrong, in the reader's language. The commands are for whoever runs the app. */
export const healthWords = {
  /** Reading or comparing failed; it is tried again by itself. */
  goesOn: {
    en: 'It goes on by itself from where it was. If this stays for an hour, ask whoever runs the app to run journey-steward doctor.',
    it: 'Riprende da solo da dove era. Se resta così per un’ora, chiedi a chi gestisce l’app di eseguire journey-steward doctor.',
    de: 'Es geht von selbst dort weiter, wo es war. Bleibt das eine Stunde so, bitten Sie den Betreiber der App, journey-steward doctor auszuführen.',
    ko: '멈춘 곳에서 저절로 계속됩니다. 한 시간이 지나도 그대로면 앱 운영자에게 journey-steward doctor 실행을 요청하세요.',
    ru: 'Работа сама продолжится с того же места. Если так остаётся час, попросите того, кто ведёт приложение, выполнить journey-steward doctor.',
  },
  setAside: {
    en: 'HubSpot told something that the app does not understand; all else counts. Ask whoever runs the app to report the reason and to read the past again: journey-steward backfill --again.',
    it: 'HubSpot ha comunicato qualcosa che l’app non capisce; il resto vale. Chiedi a chi gestisce l’app di segnalare il motivo e di rileggere il passato: journey-steward backfill --again.',
    de: 'HubSpot hat etwas mitgeteilt, das die App nicht versteht; alles andere zählt. Bitten Sie den Betreiber der App, den Grund zu melden und die Vergangenheit erneut zu lesen: journey-steward backfill --again.',
    ko: 'HubSpot이 보낸 내용 중 앱이 이해하지 못한 것이 있습니다. 나머지는 반영되었습니다. 앱 운영자에게 사유를 보고하고 과거를 다시 읽도록 요청하세요: journey-steward backfill --again.',
    ru: 'HubSpot сообщил то, чего приложение не понимает; остальное учтено. Попросите того, кто ведёт приложение, сообщить причину и прочитать прошлое заново: journey-steward backfill --again.',
  },
  failedReplay: {
    en: 'The record keeps its last tags and is tried again by itself. If it stays, ask whoever runs the app to report the message.',
    it: 'Il record mantiene gli ultimi tag e viene ritentato da solo. Se resta così, chiedi a chi gestisce l’app di segnalare il messaggio.',
    de: 'Der Datensatz behält seine letzten Merkmale und wird von selbst erneut versucht. Bleibt es so, bitten Sie den Betreiber der App, die Meldung weiterzugeben.',
    ko: '레코드는 마지막 태그를 유지하며 저절로 다시 시도됩니다. 계속되면 앱 운영자에게 메시지를 보고하도록 요청하세요.',
    ru: 'Запись сохраняет последние метки, попытка повторится сама. Если так остаётся, попросите того, кто ведёт приложение, передать сообщение.',
  },
  /** The scopes that are missing follow. */
  notGranted: {
    en: 'Not granted:',
    it: 'Non concessi:',
    de: 'Nicht erteilt:',
    ko: '허용되지 않은 권한:',
    ru: 'Не предоставлены:',
  },
  missingScopes: {
    en: 'What needs these scopes is neither read nor compared nor written; everything else goes on. A super admin allows them, or installs the app again; half an hour later it goes on by itself.',
    it: 'Ciò che richiede questi ambiti non viene letto, confrontato né scritto; tutto il resto continua. Un super amministratore li concede, o reinstalla l’app; mezz’ora dopo riprende da solo.',
    de: 'Was diese Berechtigungen braucht, wird weder gelesen noch verglichen noch geschrieben; alles andere geht weiter. Ein Super-Admin erteilt sie oder installiert die App erneut; eine halbe Stunde später geht es von selbst weiter.',
    ko: '이 권한이 필요한 항목은 읽거나 비교하거나 쓰지 않으며, 나머지는 계속됩니다. 최고 관리자가 권한을 허용하거나 앱을 다시 설치하면 30분 안에 저절로 계속됩니다.',
    ru: 'То, для чего нужны эти разрешения, не читается, не сверяется и не записывается; всё остальное работает. Суперадминистратор предоставляет их или устанавливает приложение заново; через полчаса работа продолжится сама.',
  },
  /** A call for tags failed and is made again. */
  triesAgain: {
    en: 'The app tries again by itself.',
    it: 'L’app riprova da sola.',
    de: 'Die App versucht es von selbst erneut.',
    ko: '앱이 저절로 다시 시도합니다.',
    ru: 'Приложение попробует снова само.',
  },
  /** HubSpot refused a task of a step; its own words follow `saysHubSpot`. */
  taskRefused: {
    en: 'A task of the agreement was refused and is not tried again; the clock runs on. Check in HubSpot that the app may write tasks and that the record is still there.',
    it: 'Un’attività dell’accordo è stata rifiutata e non viene ritentata; il tempo continua a correre. Verifica in HubSpot che l’app possa scrivere attività e che il record esista ancora.',
    de: 'Eine Aufgabe der Vereinbarung wurde abgelehnt und wird nicht erneut versucht; die Uhr läuft weiter. Prüfen Sie in HubSpot, ob die App Aufgaben schreiben darf und ob der Datensatz noch da ist.',
    ko: '합의에 따른 작업이 거부되어 다시 시도하지 않습니다. 시간은 계속 흐릅니다. HubSpot에서 앱이 작업을 쓸 수 있는지, 레코드가 아직 있는지 확인하세요.',
    ru: 'Задача по соглашению отклонена, и повторной попытки не будет; время идёт дальше. Проверьте в HubSpot, может ли приложение записывать задачи и существует ли ещё запись.',
  },
  saysHubSpot: {
    en: 'HubSpot says:',
    it: 'HubSpot dice:',
    de: 'HubSpot sagt:',
    ko: 'HubSpot 메시지:',
    ru: 'HubSpot сообщает:',
  },
} as const satisfies Record<string, Texts>;
