import { JourneyCard } from './JourneyCard.tsx';
import { NamesProvider } from './NamesProvider.tsx';
import { BuyingGroup } from './parts/BuyingGroup.tsx';
import type { CardHost } from './RecordProvider.tsx';

/** The journey of a deal or a company, and the people who decide. */
export function GroupCard({ context, actions }: CardHost) {
  return (
    <NamesProvider>
      <JourneyCard context={context} actions={actions}>
        <BuyingGroup />
      </JourneyCard>
    </NamesProvider>
  );
}
