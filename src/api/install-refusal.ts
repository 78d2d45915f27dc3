import { randomBytes } from 'node:crypto';
import type { ErrorRequestHandler, Request, Response } from 'express';
import { type ErrorCode, JourneyStewardError } from '../errors.ts';
import type { Texts } from '../journey/texts.ts';
import type { Language } from '../journey/vocabulary.ts';
import type { Log } from '../log.ts';
import { escapeHtml, htmlPage } from './html-page.ts';

/** Sends a page that runs nothing and loads nothing but what stands in it, and whose address goes nowhere. */
export function sendPage(response: Response, status: number, page: (nonce: string) => string): void {
  const nonce = randomBytes(16).toString('base64');
  const own = `style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'`;
  response.status(status).set({
    'content-security-policy': `default-src 'none'; ${own}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.type('html').send(page(nonce));
}

/** Tells somebody in a browser that an installation was refused, and how to begin anew; others get the error as it is. */
export function answerRefusedInstallation(languageOf: (request: Request) => Language, log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (!(error instanceof JourneyStewardError) || request.accepts(['json', 'html']) !== 'html') {
      next(error);
      return;
    }
    if (error.status >= 500) log.error({ err: error, code: error.code }, 'an installation failed');
    const language = languageOf(request);
    const [title, ...lines] = reasonOf(error.code).map((text) => text[language]);
    const body = `
      <h1>${escapeHtml(title ?? '')}</h1>
      ${lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}
      <p><a class="button" href="install">${escapeHtml(again[language])}</a></p>`;
    sendPage(response, error.status, (nonce) => htmlPage({ language, title: title ?? '', body, nonce }));
  };
}

function reasonOf(code: ErrorCode): Texts[] {
  if (code === 'install-link-ended') return [linkEnded, workGoesOn];
  if (code === 'oauth-refused') return [notInstalled, notApproved];
  return [notInstalled, code === 'oauth-state-unknown' ? notBegunHere : notAnswered];
}

const notInstalled: Texts = {
  en: 'The app was not installed',
  it: 'L’app non è stata installata',
  de: 'Die App wurde nicht installiert',
  ko: '앱이 설치되지 않았습니다',
  ru: 'Приложение не установлено',
};
const notApproved: Texts = {
  en: 'HubSpot says that the app was not approved. Nothing was changed.',
  it: 'HubSpot dice che l’app non è stata approvata. Non è cambiato nulla.',
  de: 'HubSpot meldet, dass die App nicht genehmigt wurde. Es hat sich nichts geändert.',
  ko: 'HubSpot에서 앱이 승인되지 않았습니다. 변경된 것은 없습니다.',
  ru: 'HubSpot сообщает, что приложение не одобрено. Ничего не изменилось.',
};
const notBegunHere: Texts = {
  en: 'The installation was not begun in this browser, was begun too long ago, or is finished already.',
  it: 'L’installazione non è iniziata in questo browser, è iniziata troppo tempo fa o è già conclusa.',
  de: 'Die Installation wurde nicht in diesem Browser begonnen, ist zu lange her oder schon abgeschlossen.',
  ko: '이 브라우저에서 시작한 설치가 아니거나, 시작한 지 너무 오래되었거나, 이미 끝난 설치입니다.',
  ru: 'Установка начата не в этом браузере, начата слишком давно или уже завершена.',
};
const notAnswered: Texts = {
  en: 'HubSpot did not hand over its keys. Nothing is lost: try again in a minute.',
  it: 'HubSpot non ha consegnato le chiavi. Nulla è perso: riprova fra un minuto.',
  de: 'HubSpot hat die Schlüssel nicht übergeben. Es ist nichts verloren: Versuchen Sie es in einer Minute erneut.',
  ko: 'HubSpot에서 키를 받지 못했습니다. 잃은 것은 없으니 잠시 후 다시 시도하세요.',
  ru: 'HubSpot не передал ключи. Ничего не потеряно: попробуйте снова через минуту.',
};
const linkEnded: Texts = {
  en: 'This link shows nothing any more',
  it: 'Questo link non mostra più nulla',
  de: 'Dieser Link zeigt nichts mehr',
  ko: '이 링크는 더 이상 유효하지 않습니다',
  ru: 'Эта ссылка больше ничего не показывает',
};
const workGoesOn: Texts = {
  en: 'Set-up goes on without this page. Whoever runs the app sees it with “journey-steward doctor”.',
  it: 'La configurazione prosegue senza questa pagina. Chi gestisce l’app la vede con “journey-steward doctor”.',
  de: 'Die Einrichtung geht ohne diese Seite weiter. Wer die App betreibt, sieht sie mit „journey-steward doctor“.',
  ko: '설정은 이 페이지 없이도 계속됩니다. 앱 운영자는 “journey-steward doctor”로 확인할 수 있습니다.',
  ru: 'Настройка продолжается без этой страницы. Кто обслуживает приложение, видит её через «journey-steward doctor».',
};
const again: Texts = {
  en: 'Install the app',
  it: 'Installa l’app',
  de: 'App installieren',
  ko: '앱 설치',
  ru: 'Установить приложение',
};
