/** The refusals that have words of their own on a card, by the codes of the backend's errors. */
export const toldRefusals = [
  'account-busy',
  'account-unknown',
  'not-allowed',
  'over-capacity',
  'record-unknown',
  'request-invalid',
] as const;

export type ToldRefusal = (typeof toldRefusals)[number];

/** What a card says of a refused action; `otherwise` is for every other code. */
export type RefusalTexts = Record<ToldRefusal | 'otherwise', string>;

export function refusalText(texts: RefusalTexts, code: string): string {
  const told = toldRefusals.find((one) => one === code);
  return texts[told ?? 'otherwise'];
}
