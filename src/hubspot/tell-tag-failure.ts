import type { Texts } from '../journey/texts.ts';
import type { Language, ObjectType } from '../journey/vocabulary.ts';
import { refusalsIn, type TagRefusal } from './tag-refusal.ts';

/** What HubSpot minds and where to mend it; `{where}` is the way through HubSpot's settings. */
const words: Readonly<Record<TagRefusal['kind'], Texts>> = {
  'option-missing': {
    en: 'The {type} property {property} has no option with the internal value "{value}". Add it in {where}, or run journey-steward doctor --fix. The tags are then written by themselves.',
    it: 'La proprietà {property} ({type}) non ha un’opzione con valore interno "{value}". Aggiungila in {where} oppure esegui journey-steward doctor --fix. I tag vengono poi scritti da soli.',
    de: 'Die Eigenschaft {property} ({type}) hat keine Option mit dem internen Wert "{value}". Legen Sie sie unter {where} an oder führen Sie journey-steward doctor --fix aus. Die Merkmale werden dann von selbst geschrieben.',
    ko: '속성 {property}({type})에 내부 값이 "{value}"인 옵션이 없습니다. {where}에서 추가하거나 journey-steward doctor --fix를 실행하세요. 그러면 태그가 저절로 기록됩니다.',
    ru: 'У свойства {property} ({type}) нет варианта с внутренним значением "{value}". Добавьте его в {where} или выполните journey-steward doctor --fix. После этого метки запишутся сами.',
  },
  'property-gone': {
    en: 'The {type} property {property} was archived or deleted. Restore it in {archive}, or run journey-steward doctor --fix. The tags are then written by themselves.',
    it: 'La proprietà {property} ({type}) è stata archiviata o eliminata. Ripristinala in {archive} oppure esegui journey-steward doctor --fix. I tag vengono poi scritti da soli.',
    de: 'Die Eigenschaft {property} ({type}) wurde archiviert oder gelöscht. Stellen Sie sie unter {archive} wieder her oder führen Sie journey-steward doctor --fix aus. Die Merkmale werden dann von selbst geschrieben.',
    ko: '속성 {property}({type})이(가) 보관되었거나 삭제되었습니다. {archive}에서 복원하거나 journey-steward doctor --fix를 실행하세요. 그러면 태그가 저절로 기록됩니다.',
    ru: 'Свойство {property} ({type}) архивировано или удалено. Восстановите его в {archive} или выполните journey-steward doctor --fix. После этого метки запишутся сами.',
  },
  'property-read-only': {
    en: 'The {type} property {property} is read-only for apps. Allow edits in {where}, or run journey-steward doctor --fix to see which property has its name.',
    it: 'La proprietà {property} ({type}) è di sola lettura per le app. Consenti le modifiche in {where} oppure esegui journey-steward doctor --fix per vedere quale proprietà ha quel nome.',
    de: 'Die Eigenschaft {property} ({type}) ist für Apps schreibgeschützt. Erlauben Sie Änderungen unter {where} oder führen Sie journey-steward doctor --fix aus, um zu sehen, welche Eigenschaft ihren Namen trägt.',
    ko: '속성 {property}({type})은(는) 앱에서 읽기 전용입니다. {where}에서 편집을 허용하거나 journey-steward doctor --fix를 실행하여 어떤 속성이 이 이름을 쓰는지 확인하세요.',
    ru: 'Свойство {property} ({type}) доступно приложениям только для чтения. Разрешите изменения в {where} или выполните journey-steward doctor --fix, чтобы увидеть, какое свойство носит это имя.',
  },
  'property-required': {
    en: 'A rule of the portal wants the {type} property {property} filled in before the record may be changed. Fill it in on the record, or change the rule in {where}; then run journey-steward doctor --fix.',
    it: 'Una regola del portale richiede la proprietà {property} ({type}) compilata prima di modificare il record. Compilala nel record o cambia la regola in {where}; poi esegui journey-steward doctor --fix.',
    de: 'Eine Regel des Portals verlangt die Eigenschaft {property} ({type}), bevor der Datensatz geändert werden darf. Füllen Sie sie im Datensatz aus oder ändern Sie die Regel unter {where}; führen Sie dann journey-steward doctor --fix aus.',
    ko: '포털 규칙에 따라 레코드를 변경하려면 먼저 속성 {property}({type})을(를) 입력해야 합니다. 레코드에서 입력하거나 {where}에서 규칙을 바꾼 뒤 journey-steward doctor --fix를 실행하세요.',
    ru: 'Правило портала требует заполнить свойство {property} ({type}), прежде чем запись можно менять. Заполните его в записи или измените правило в {where}, затем выполните journey-steward doctor --fix.',
  },
  'value-refused': {
    en: 'HubSpot refuses "{value}" for the {type} property {property}: a validation rule may say so. Change it in {where}; then run journey-steward doctor --fix.',
    it: 'HubSpot rifiuta "{value}" per la proprietà {property} ({type}): può dipendere da una regola di convalida. Cambiala in {where}; poi esegui journey-steward doctor --fix.',
    de: 'HubSpot lehnt "{value}" für die Eigenschaft {property} ({type}) ab: Vielleicht verlangt es eine Validierungsregel. Ändern Sie sie unter {where}; führen Sie dann journey-steward doctor --fix aus.',
    ko: 'HubSpot이 속성 {property}({type})의 값 "{value}"을(를) 거부합니다. 유효성 검사 규칙 때문일 수 있습니다. {where}에서 규칙을 바꾼 뒤 journey-steward doctor --fix를 실행하세요.',
    ru: 'HubSpot не принимает "{value}" для свойства {property} ({type}): возможно, так велит правило проверки. Измените его в {where}, затем выполните journey-steward doctor --fix.',
  },
  'record-refused': {
    en: 'HubSpot refuses the record.',
    it: 'HubSpot rifiuta il record.',
    de: 'HubSpot lehnt den Datensatz ab.',
    ko: 'HubSpot이 이 레코드를 거부합니다.',
    ru: 'HubSpot не принимает запись.',
  },
  'record-gone': {
    en: 'The record is in the recycle bin, deleted, or merged into another. It is left alone until it is restored.',
    it: 'Il record è nel cestino, eliminato o unito a un altro. Viene lasciato stare finché non è ripristinato.',
    de: 'Der Datensatz liegt im Papierkorb, ist gelöscht oder mit einem anderen zusammengeführt. Er bleibt unberührt, bis er wiederhergestellt wird.',
    ko: '레코드가 휴지통에 있거나 삭제되었거나 다른 레코드에 병합되었습니다. 복원될 때까지 그대로 둡니다.',
    ru: 'Запись в корзине, удалена или объединена с другой. Её не трогают, пока она не восстановлена.',
  },
  'value-ignored': {
    en: 'HubSpot took the write, but its answer shows that {property} is "{found}", not "{value}". Look for a rule or another app that sets the property.',
    it: 'HubSpot ha accettato la scrittura, ma la risposta mostra che {property} è "{found}", non "{value}". Cerca una regola o un’altra app che imposta la proprietà.',
    de: 'HubSpot hat den Wert angenommen, aber laut Antwort ist {property} "{found}", nicht "{value}". Suchen Sie nach einer Regel oder einer anderen App, die die Eigenschaft setzt.',
    ko: 'HubSpot이 쓰기를 받았지만 응답에는 {property}이(가) "{value}"이(가) 아니라 "{found}"(으)로 나옵니다. 이 속성을 설정하는 규칙이나 다른 앱을 찾아보세요.',
    ru: 'HubSpot принял запись, но в ответе {property} равно "{found}", а не "{value}". Поищите правило или другое приложение, которое задаёт это свойство.',
  },
  'value-overwritten': {
    en: 'Something sets {property} to "{found}" again and again, where it should be "{value}". The app has put it right once and leaves it alone now. Look in the property’s history for the user, workflow or app, and stop it; then run journey-steward doctor --fix.',
    it: 'Qualcosa imposta di continuo {property} a "{found}", mentre dovrebbe essere "{value}". L’app l’ha corretto una volta e ora lo lascia stare. Cerca nella cronologia della proprietà l’utente, il workflow o l’app e fermalo; poi esegui journey-steward doctor --fix.',
    de: 'Etwas setzt {property} immer wieder auf "{found}", obwohl es "{value}" sein sollte. Die App hat es einmal berichtigt und lässt es jetzt. Suchen Sie im Verlauf der Eigenschaft den Benutzer, Workflow oder die App und stellen Sie das ab; führen Sie dann journey-steward doctor --fix aus.',
    ko: '무언가가 {property}을(를) "{value}"이어야 하는데도 계속 "{found}"(으)로 설정합니다. 앱이 한 번 바로잡았고 이제는 그대로 둡니다. 속성 기록에서 사용자, 워크플로 또는 앱을 찾아 멈춘 뒤 journey-steward doctor --fix를 실행하세요.',
    ru: 'Что-то снова и снова задаёт {property} значение "{found}", хотя должно быть "{value}". Приложение исправило его один раз и больше не трогает. Найдите в истории свойства пользователя, рабочий процесс или приложение и остановите это, затем выполните journey-steward doctor --fix.',
  },
};

const typeNames: Readonly<Record<ObjectType, Texts>> = {
  contact: { en: 'contact', it: 'contatti', de: 'Kontakte', ko: '연락처', ru: 'контакты' },
  deal: { en: 'deal', it: 'trattative', de: 'Deals', ko: '거래', ru: 'сделки' },
  company: { en: 'company', it: 'aziende', de: 'Unternehmen', ko: '회사', ru: 'компании' },
};
const someProperty: Texts = {
  en: '(not named)',
  it: '(senza nome)',
  de: '(ungenannt)',
  ko: '(이름 없음)',
  ru: '(без имени)',
};
const settings: Texts = {
  en: 'Settings > Properties',
  it: 'Impostazioni > Proprietà',
  de: 'Einstellungen > Eigenschaften',
  ko: '설정 > 속성',
  ru: 'Настройки > Свойства',
};
const rules: Texts = { en: 'Rules', it: 'Regole', de: 'Regeln', ko: '규칙', ru: 'Правила' };
const archive: Texts = {
  en: 'Archived properties',
  it: 'Proprietà archiviate',
  de: 'Archivierte Eigenschaften',
  ko: '보관된 속성',
  ru: 'Архивные свойства',
};
const saysHubSpot: Texts = {
  en: 'HubSpot says: {said}',
  it: 'HubSpot dice: {said}',
  de: 'HubSpot sagt: {said}',
  ko: 'HubSpot 메시지: {said}',
  ru: 'HubSpot сообщает: {said}',
};
const nothingMore: Texts = {
  en: 'nothing more.',
  it: 'nient’altro.',
  de: 'nichts weiter.',
  ko: '추가 설명 없음.',
  ru: 'больше ничего.',
};

/**
 * Tells in the reader's language why a record's tags are not written, and what to do. HubSpot's own words follow as they are, so that
 * nothing is lost where its code is one that the app does not know. A text without refusals is told as it is.
 */
export function tellTagFailure(failure: string, language: Language): string {
  const refusals = refusalsIn(failure);
  return refusals === null ? failure : refusals.map((refusal) => tellRefusal(refusal, language)).join(' ');
}

/** A failure in its parts: the properties it is about, HubSpot's own words, and what it minds with what to do, in the reader's language. */
export type TagFailureParts = { properties: string[]; said: string; whatToDo: string };

/** The same as `tellTagFailure` tells in one text. Of a text without refusals nobody knows what to do; it is what was said. */
export function tagFailureParts(failure: string, language: Language): TagFailureParts {
  const refusals = refusalsIn(failure);
  if (refusals === null) return { properties: [], said: failure, whatToDo: '' };
  const distinct = (texts: string[]) => [...new Set(texts.filter((text) => text !== ''))];
  return {
    properties: distinct(refusals.map((refusal) => ('property' in refusal ? refusal.property : ''))),
    said: distinct(refusals.map((refusal) => ('said' in refusal ? refusal.said : ''))).join(' '),
    whatToDo: distinct(refusals.map((refusal) => tellReason(refusal, language))).join(' '),
  };
}

function tellRefusal(refusal: TagRefusal, language: Language): string {
  const told = tellReason(refusal, language);
  if (!('said' in refusal)) return told;
  return `${told} ${fill(saysHubSpot[language], { said: refusal.said || nothingMore[language] })}`;
}

function tellReason(refusal: TagRefusal, language: Language): string {
  const property = ('property' in refusal ? refusal.property : '') || someProperty[language];
  const ofRules = refusal.kind === 'property-required' || refusal.kind === 'value-refused';
  const where = `${settings[language]} > ${property}${ofRules ? ` > ${rules[language]}` : ''}`;
  return fill(words[refusal.kind][language], {
    where,
    property,
    archive: `${settings[language]} > ${archive[language]}`,
    ...('objectType' in refusal && { type: typeNames[refusal.objectType][language] }),
    ...('value' in refusal && { value: refusal.value }),
    ...('found' in refusal && { found: refusal.found }),
  });
}

function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (gap, name: string) => values[name] ?? gap);
}
