import type { Texts } from '../../journey/texts.ts';
import type { Language } from '../../journey/vocabulary.ts';

/** HubSpot's own values of its standard properties, by property; what an account defines itself stands as it is. */
const valueNames: Readonly<Record<string, Readonly<Record<string, Texts>>>> = {
  hs_analytics_source: {
    ORGANIC_SEARCH: {
      en: 'organic search',
      it: 'ricerca organica',
      de: 'organische Suche',
      ko: '자연 검색',
      ru: 'обычный поиск',
    },
    PAID_SEARCH: {
      en: 'paid search',
      it: 'ricerca a pagamento',
      de: 'bezahlte Suche',
      ko: '유료 검색',
      ru: 'платный поиск',
    },
    EMAIL_MARKETING: {
      en: 'e-mail marketing',
      it: 'e-mail marketing',
      de: 'E-Mail-Marketing',
      ko: '이메일 마케팅',
      ru: 'почтовые рассылки',
    },
    SOCIAL_MEDIA: {
      en: 'social media',
      it: 'social media',
      de: 'soziale Medien',
      ko: '소셜 미디어',
      ru: 'социальные сети',
    },
    PAID_SOCIAL: {
      en: 'paid social media',
      it: 'social media a pagamento',
      de: 'bezahlte soziale Medien',
      ko: '유료 소셜 미디어',
      ru: 'реклама в социальных сетях',
    },
    REFERRALS: {
      en: 'links on other sites',
      it: 'link da altri siti',
      de: 'Links auf anderen Websites',
      ko: '다른 사이트의 링크',
      ru: 'ссылки на других сайтах',
    },
    AI_REFERRALS: {
      en: 'links in AI answers',
      it: 'link nelle risposte dell’IA',
      de: 'Links in KI-Antworten',
      ko: 'AI 답변의 링크',
      ru: 'ссылки в ответах ИИ',
    },
    OTHER_CAMPAIGNS: {
      en: 'other campaigns',
      it: 'altre campagne',
      de: 'andere Kampagnen',
      ko: '기타 캠페인',
      ru: 'другие кампании',
    },
    DIRECT_TRAFFIC: {
      en: 'direct traffic',
      it: 'traffico diretto',
      de: 'direkte Zugriffe',
      ko: '직접 방문',
      ru: 'прямые заходы',
    },
    OFFLINE: {
      en: 'offline sources',
      it: 'fonti offline',
      de: 'Offline-Quellen',
      ko: '오프라인 경로',
      ru: 'офлайн-источники',
    },
  },
  dealtype: {
    newbusiness: { en: 'new customers', it: 'nuovi clienti', de: 'Neukunden', ko: '신규 고객', ru: 'новые клиенты' },
    existingbusiness: {
      en: 'existing customers',
      it: 'clienti esistenti',
      de: 'Bestandskunden',
      ko: '기존 고객',
      ru: 'существующие клиенты',
    },
  },
};

/** A value of a property as people say it; a value that HubSpot does not define itself, as it is. */
export function valueName(property: string, value: string, language: Language): string {
  const names = Object.hasOwn(valueNames, property) ? valueNames[property] : undefined;
  return names !== undefined && Object.hasOwn(names, value) ? (names[value]?.[language] ?? value) : value;
}
