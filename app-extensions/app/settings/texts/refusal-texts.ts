import type { Language } from '../../cards/who-reads.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';

/** Why the settings' routes refuse something, by the code of the backend's errors. */
export type RefusalTexts = Record<
  | 'not-allowed'
  | 'request-invalid'
  | 'not-found'
  | 'account-unknown'
  | 'model-invalid'
  | 'agreement-invalid'
  | 'model-changed'
  | 'agreement-changed',
  string
> & {
  /** Of every other code. */
  otherwise: string;
  /** `{code}`, `{message}`: the message of the backend is in English. */
  forSupport: string;
};

export const refusalTextsByLanguage: Record<Language, RefusalTexts> = {
  en: {
    'not-allowed':
      'Super admins of this account may publish, and the users whom the operator of the app has listed. If you are one of them, HubSpot did not confirm it: try again in a minute.',
    'request-invalid': 'The app did not understand this page. Copy your draft from “File”, then reload the page.',
    'not-found': 'This version or this preset is not there any more. Reload the page.',
    'account-unknown': 'The app is not installed in this account. An admin has to install it again.',
    'model-invalid': 'This is no journey model that could be put in force.',
    'agreement-invalid': 'This is no agreement that could be put in force.',
    'model-changed': 'Somebody else has published another model meanwhile. Reload the page.',
    'agreement-changed': 'Somebody else has published another agreement meanwhile. Reload the page.',
    otherwise: 'The app could not do it now. Try again in a few minutes.',
    forSupport: 'For support: {code} · {message}',
  },
  it: {
    'not-allowed':
      'Possono pubblicare i super admin di questo account e gli utenti elencati da chi gestisce l’app. Se sei tra questi, HubSpot non l’ha confermato: riprova tra un minuto.',
    'request-invalid': 'L’app non ha capito questa pagina. Copia la bozza da «File», poi ricarica la pagina.',
    'not-found': 'Questa versione o questo modello predefinito non c’è più. Ricarica la pagina.',
    'account-unknown': 'L’app non è installata in questo account. Un amministratore deve installarla di nuovo.',
    'model-invalid': 'Questo non è un modello che si possa mettere in vigore.',
    'agreement-invalid': 'Questo non è un accordo che si possa mettere in vigore.',
    'model-changed': 'Nel frattempo qualcun altro ha pubblicato un altro modello. Ricarica la pagina.',
    'agreement-changed': 'Nel frattempo qualcun altro ha pubblicato un altro accordo. Ricarica la pagina.',
    otherwise: 'L’app ora non ci è riuscita. Riprova tra qualche minuto.',
    forSupport: 'Per l’assistenza: {code} · {message}',
  },
  de: {
    'not-allowed':
      'Veröffentlichen dürfen Super-Admins dieses Kontos und die Personen, die der Betreiber der App aufgelistet hat. Gehören Sie dazu, so hat HubSpot es nicht bestätigt: versuchen Sie es in einer Minute erneut.',
    'request-invalid':
      'Die App hat diese Seite nicht verstanden. Kopieren Sie Ihren Entwurf unter „Datei“ und laden Sie dann die Seite neu.',
    'not-found': 'Diese Version oder diese Vorlage gibt es nicht mehr. Laden Sie die Seite neu.',
    'account-unknown': 'Die App ist in diesem Konto nicht installiert. Ein Admin muss sie erneut installieren.',
    'model-invalid': 'Das ist kein Reisemodell, das in Kraft treten könnte.',
    'agreement-invalid': 'Das ist keine Vereinbarung, die in Kraft treten könnte.',
    'model-changed': 'Inzwischen hat jemand ein anderes Modell veröffentlicht. Laden Sie die Seite neu.',
    'agreement-changed': 'Inzwischen hat jemand eine andere Vereinbarung veröffentlicht. Laden Sie die Seite neu.',
    otherwise: 'Die App konnte das jetzt nicht tun. Versuchen Sie es in einigen Minuten erneut.',
    forSupport: 'Für den Support: {code} · {message}',
  },
  ko: {
    'not-allowed':
      '이 계정의 최고 관리자와 앱 운영자가 지정한 사용자만 게시할 수 있습니다. 해당하는 경우 HubSpot이 확인해 주지 않은 것이니 1분 뒤 다시 시도하세요.',
    'request-invalid':
      '앱이 이 페이지의 요청을 이해하지 못했습니다. “파일”에서 초안을 복사한 뒤 페이지를 새로 고치세요.',
    'not-found': '이 버전 또는 기본 제공 항목이 더 이상 없습니다. 페이지를 새로 고치세요.',
    'account-unknown': '이 계정에 앱이 설치되어 있지 않습니다. 관리자가 다시 설치해야 합니다.',
    'model-invalid': '적용할 수 있는 여정 모델이 아닙니다.',
    'agreement-invalid': '적용할 수 있는 합의가 아닙니다.',
    'model-changed': '그사이 다른 사람이 다른 모델을 게시했습니다. 페이지를 새로 고치세요.',
    'agreement-changed': '그사이 다른 사람이 다른 합의를 게시했습니다. 페이지를 새로 고치세요.',
    otherwise: '앱이 지금은 처리하지 못했습니다. 몇 분 뒤 다시 시도하세요.',
    forSupport: '지원 문의용: {code} · {message}',
  },
  ru: {
    'not-allowed':
      'Публиковать могут суперадминистраторы этого аккаунта и пользователи из списка оператора приложения. Если вы среди них, HubSpot этого не подтвердил: попробуйте через минуту.',
    'request-invalid':
      'Приложение не поняло эту страницу. Скопируйте черновик на вкладке «Файл» и перезагрузите страницу.',
    'not-found': 'Этой версии или этого набора больше нет. Перезагрузите страницу.',
    'account-unknown': 'Приложение не установлено в этом аккаунте. Администратору нужно установить его снова.',
    'model-invalid': 'Это не модель пути, которую можно ввести в действие.',
    'agreement-invalid': 'Это не соглашение, которое можно ввести в действие.',
    'model-changed': 'Тем временем кто-то опубликовал другую модель. Перезагрузите страницу.',
    'agreement-changed': 'Тем временем кто-то опубликовал другое соглашение. Перезагрузите страницу.',
    otherwise: 'Приложение сейчас не смогло этого сделать. Попробуйте через несколько минут.',
    forSupport: 'Для поддержки: {code} · {message}',
  },
};

export function useRefusalTexts(): RefusalTexts & Record<string, string> {
  return refusalTextsByLanguage[usePlace().reader.language];
}
