import { Text } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import type { ClockNumber } from '../../../../src/api/agreement-page-contract.ts';
import { usePlace } from '../PlaceProvider.tsx';
import type { AgreementChoice } from './agreement-choice.ts';

export type AgreementLinkProps = {
  count: number;
  /** Which number of which team and stage; of a clock, or of a reason and a receiver. */
  of: { number: ClockNumber | 'returned'; team: string; stage: string; clock?: string; reason?: string; to?: string };
  period: AgreementChoice['period'];
};

/** A number that leads to the clocks or handoffs that it counts; none of them, no way there. */
export function AgreementLink({ count, of, period }: AgreementLinkProps) {
  const { reader } = usePlace();
  const text = new Intl.NumberFormat(reader.locale).format(count);
  if (count === 0) return <Text>{text}</Text>;
  return (
    <PageLink to="/agreement/records" params={{ ...of, ...(period !== 'all' && { period }) }}>
      {text}
    </PageLink>
  );
}
