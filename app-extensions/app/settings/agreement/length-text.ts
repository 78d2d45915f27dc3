import { fill } from '../../cards/texts/fill.ts';
import { type LengthUnit, lengthUnits, type Target } from '../draft/agreement-draft.ts';
import type { AgreementTexts } from '../texts/agreement/agreement-texts.ts';

/** How long a target gives: never a bare number of days. */
export function lengthOf({ within }: Target): { unit: LengthUnit; amount: number } {
  const unit = lengthUnits.find((one) => within[one] !== undefined) ?? 'businessHours';
  return { unit, amount: within[unit] ?? 0 };
}

export function lengthText(target: Target, { lengths }: AgreementTexts, locale: string): string {
  const { unit, amount } = lengthOf(target);
  return fill(lengths[unit], { count: new Intl.NumberFormat(locale).format(amount) });
}
