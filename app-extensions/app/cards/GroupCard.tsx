import { JourneyCard } from './JourneyCard.tsx';
import { NamesOfContacts, NamesOfDeals } from './NamesProvider.tsx';
import { BuyingGroup } from './parts/BuyingGroup.tsx';
import type { CardHost } from './RecordProvider.tsx';
import { recordKindOf } from './record-kind.ts';

/** The journey of a deal or a company, and the people who decide. */
export function GroupCard({ context, actions }: CardHost) {
  const card = (
    <JourneyCard context={context} actions={actions}>
      <BuyingGroup />
    </JourneyCard>
  );
  const isCompany = recordKindOf(context.crm.objectTypeId) === 'company';
  return <NamesOfContacts>{isCompany ? <NamesOfDeals>{card}</NamesOfDeals> : card}</NamesOfContacts>;
}
