import { engagementEndProperty, engagementStartProperty } from '../journey/evidence/engagements.ts';
import type { Texts } from '../journey/texts.ts';
import type { Language, ObjectType } from '../journey/vocabulary.ts';
import { type PropertyDefinition, propertyGroup } from './tag-properties.ts';

/**
 * What HubSpot has no standard property for, and a person, a form or a workflow tells the app: the value formats are
 * HubSpot's (a date is midnight UTC, several values are joined by `;`).
 */
export const inputNames = {
  engagementStart: engagementStartProperty,
  engagementEnd: engagementEndProperty,
  experience: 'journey_steward_experience',
  leavingReason: 'journey_steward_leaving_reason',
  prospectOutcome: 'journey_steward_prospect_outcome',
  referredBy: 'journey_steward_referred_by',
  servicesKnown: 'journey_steward_services_known',
} as const;

/** The properties whose options are the admin's: what is taken away there stays away. */
export const adminsOptions: ReadonlySet<string> = new Set([inputNames.servicesKnown]);

type Input = {
  objectTypes: readonly ObjectType[];
  label: Texts;
  description: Texts;
  options?: Readonly<Record<string, Texts>>;
} & Pick<PropertyDefinition, 'type' | 'fieldType'>;

// An engagement is agreed in a deal, and a deal's own journey reads its dates. The rest is about a person, and a company's
// journey is made from those of its people and deals.
const ofPeople = ['contact'] as const;
const ofPeopleAndDeals = ['contact', 'deal'] as const;

const inputs: Readonly<Record<keyof typeof inputNames, Input>> = {
  engagementStart: {
    objectTypes: ofPeopleAndDeals,
    type: 'date',
    fieldType: 'date',
    label: {
      en: 'Engagement start',
      it: 'Inizio dell’incarico',
      de: 'Beginn des Auftrags',
      ko: '의뢰 시작일',
      ru: 'Начало проекта',
    },
    description: {
      en: 'The first day of the work for this client. A start after the last end begins another engagement.',
      it: 'Il primo giorno del lavoro per questo cliente. Un inizio dopo l’ultima fine apre un altro incarico.',
      de: 'Der erste Tag der Arbeit für diesen Kunden. Ein Beginn nach dem letzten Ende eröffnet einen weiteren Auftrag.',
      ko: '이 고객을 위한 작업의 첫날입니다. 마지막 종료일 이후의 시작일은 새 의뢰를 뜻합니다.',
      ru: 'Первый день работы для этого клиента. Начало после последнего конца открывает новый проект.',
    },
  },
  engagementEnd: {
    objectTypes: ofPeopleAndDeals,
    type: 'date',
    fieldType: 'date',
    label: {
      en: 'Engagement end',
      it: 'Fine dell’incarico',
      de: 'Ende des Auftrags',
      ko: '의뢰 종료일',
      ru: 'Конец проекта',
    },
    description: {
      en: 'The day on which the work for this client ends or has ended.',
      it: 'Il giorno in cui il lavoro per questo cliente finisce o è finito.',
      de: 'Der Tag, an dem die Arbeit für diesen Kunden endet oder geendet hat.',
      ko: '이 고객을 위한 작업이 끝나는 날 또는 끝난 날입니다.',
      ru: 'День, когда работа для этого клиента кончается или кончилась.',
    },
  },
  experience: {
    objectTypes: ofPeople,
    type: 'enumeration',
    fieldType: 'radio',
    label: {
      en: 'Experience with us',
      it: 'Esperienza con noi',
      de: 'Erfahrung mit uns',
      ko: '우리와의 경험',
      ru: 'Впечатления о нас',
    },
    description: {
      en: 'How this client looks back on the work. After a bad experience no touchpoint is recommended any more.',
      it: 'Come questo cliente ricorda il lavoro. Dopo una brutta esperienza non si consigliano più contatti.',
      de: 'Wie dieser Kunde auf die Arbeit zurückblickt. Nach einer schlechten Erfahrung wird kein Kontakt mehr empfohlen.',
      ko: '이 고객이 함께한 일을 어떻게 기억하는지입니다. 나쁜 경험 후에는 더 이상 접점을 추천하지 않습니다.',
      ru: 'Как клиент вспоминает о работе. После плохого опыта контакты больше не предлагаются.',
    },
    options: {
      good: { en: 'Good', it: 'Buona', de: 'Gut', ko: '좋음', ru: 'Хорошие' },
      bad: { en: 'Bad', it: 'Cattiva', de: 'Schlecht', ko: '나쁨', ru: 'Плохие' },
    },
  },
  leavingReason: {
    objectTypes: ofPeople,
    type: 'enumeration',
    fieldType: 'select',
    label: {
      en: 'Reason for leaving',
      it: 'Motivo dell’uscita',
      de: 'Grund des Weggangs',
      ko: '떠난 이유',
      ru: 'Причина ухода',
    },
    description: {
      en: 'Why this client has run their course with us. Once it is known, they count as a former client.',
      it: 'Perché il rapporto con questo cliente si è concluso. Da quando è noto, conta come ex cliente.',
      de: 'Warum die Zeit dieses Kunden bei uns vorbei ist. Sobald der Grund bekannt ist, gilt er als ehemaliger Kunde.',
      ko: '이 고객과의 관계가 끝난 이유입니다. 이유가 알려지면 이전 고객으로 봅니다.',
      ru: 'Почему отношения с клиентом закончились. Когда причина известна, он считается бывшим клиентом.',
    },
    options: {
      retired: { en: 'Retired', it: 'In pensione', de: 'Im Ruhestand', ko: '은퇴', ru: 'Вышел на пенсию' },
      'changed-job': {
        en: 'Changed job',
        it: 'Ha cambiato lavoro',
        de: 'Stelle gewechselt',
        ko: '이직',
        ru: 'Сменил работу',
      },
      'sold-business': {
        en: 'Sold the business',
        it: 'Ha venduto l’azienda',
        de: 'Firma verkauft',
        ko: '사업 매각',
        ru: 'Продал бизнес',
      },
      unhappy: {
        en: 'Unhappy with us',
        it: 'Scontento di noi',
        de: 'Unzufrieden mit uns',
        ko: '불만족',
        ru: 'Недоволен нами',
      },
      other: { en: 'Another reason', it: 'Altro motivo', de: 'Anderer Grund', ko: '기타', ru: 'Другая причина' },
    },
  },
  prospectOutcome: {
    objectTypes: ofPeople,
    type: 'enumeration',
    fieldType: 'radio',
    label: {
      en: 'Answer of the prospect',
      it: 'Risposta del potenziale cliente',
      de: 'Antwort des Interessenten',
      ko: '잠재 고객의 답변',
      ru: 'Ответ потенциального клиента',
    },
    description: {
      en: 'What somebody said who did not hire us.',
      it: 'Che cosa ha detto chi non ci ha incaricato.',
      de: 'Was jemand gesagt hat, der uns nicht beauftragt hat.',
      ko: '우리에게 의뢰하지 않은 사람의 답변입니다.',
      ru: 'Что сказал тот, кто нас не нанял.',
    },
    options: {
      'not-now': { en: 'Not now', it: 'Non ora', de: 'Jetzt nicht', ko: '지금은 아님', ru: 'Не сейчас' },
      rejected: { en: 'Rejected', it: 'Rifiuto', de: 'Abgelehnt', ko: '거절', ru: 'Отказ' },
    },
  },
  referredBy: {
    objectTypes: ofPeople,
    type: 'string',
    fieldType: 'text',
    label: {
      en: 'Referred by',
      it: 'Segnalato da',
      de: 'Empfohlen von',
      ko: '추천인',
      ru: 'Кто порекомендовал',
    },
    description: {
      en: 'Who recommended us to this contact: the record id or the e-mail address of a contact.',
      it: 'Chi ci ha segnalato a questo contatto: l’ID del record o l’indirizzo e-mail di un contatto.',
      de: 'Wer uns diesem Kontakt empfohlen hat: die Datensatz-ID oder die E-Mail-Adresse eines Kontakts.',
      ko: '이 연락처에 우리를 추천한 사람의 레코드 ID 또는 이메일 주소입니다.',
      ru: 'Кто порекомендовал нас этому контакту: ID записи или адрес электронной почты контакта.',
    },
  },
  servicesKnown: {
    objectTypes: ofPeople,
    type: 'enumeration',
    fieldType: 'checkbox',
    label: {
      en: 'Services known',
      it: 'Servizi conosciuti',
      de: 'Bekannte Leistungen',
      ko: '알고 있는 서비스',
      ru: 'Известные услуги',
    },
    description: {
      en: 'Which of our services this contact knows. Add your services as options.',
      it: 'Quali nostri servizi conosce questo contatto. Aggiungi i tuoi servizi come opzioni.',
      de: 'Welche unserer Leistungen dieser Kontakt kennt. Fügen Sie Ihre Leistungen als Optionen hinzu.',
      ko: '이 연락처가 알고 있는 우리 서비스입니다. 서비스를 옵션으로 추가하세요.',
      ru: 'Какие наши услуги знает этот контакт. Добавьте свои услуги как варианты.',
    },
    // HubSpot takes no property with options that has none, so one stands there until the admin has added theirs.
    options: {
      other: {
        en: 'Another service',
        it: 'Altro servizio',
        de: 'Andere Leistung',
        ko: '기타 서비스',
        ru: 'Другая услуга',
      },
    },
  },
};

/** The app's own input properties of an object type, told in a language; forms can set all of them. */
export function inputProperties(objectType: ObjectType, language: Language): PropertyDefinition[] {
  return Object.entries(inputs)
    .filter(([, input]) => input.objectTypes.includes(objectType))
    .map(([key, { label, description, type, fieldType, options }]) => ({
      name: inputNames[key as keyof typeof inputNames],
      label: label[language],
      description: description[language],
      type,
      fieldType,
      groupName: propertyGroup.name,
      formField: true,
      ...(options !== undefined && { options: optionsIn(options, language) }),
    }));
}

function optionsIn(options: Readonly<Record<string, Texts>>, language: Language) {
  return Object.entries(options).map(([value, label], displayOrder) => ({
    value,
    label: label[language],
    displayOrder,
    hidden: false,
  }));
}
