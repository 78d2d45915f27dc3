import type { Texts } from '../../texts.ts';

/** What stands between the parts of a list. */
export const joiningWords = {
  comma: { en: ', ', it: ', ', de: ', ', ko: ', ', ru: ', ' },
  semicolon: { en: '; ', it: '; ', de: '; ', ko: '; ', ru: '; ' },
  or: { en: ' or ', it: ' o ', de: ' oder ', ko: ' 또는 ', ru: ' или ' },
  and: { en: ' and ', it: ' e ', de: ' und ', ko: ' 및 ', ru: ' и ' },
} as const satisfies Record<string, Texts>;
