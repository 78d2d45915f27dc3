import { CrmActionLink } from '@hubspot/ui-extensions/crm';
import { useReader } from '../ReaderProvider.tsx';
import { fill } from '../texts/fill.ts';

/** Leads to a contact or a deal, as `contact/5`; one whose name HubSpot did not tell goes by its number. */
export function RecordLink({ recordKey, name }: { recordKey: string; name: string | undefined }) {
  const { texts } = useReader();
  const [kind, id = ''] = recordKey.split('/');
  const isDeal = kind === 'deal';
  const unnamed = fill(isDeal ? texts.unnamedDeal : texts.unnamedContact, { id });
  return (
    <CrmActionLink
      actionType="RECORD_APP_LINK"
      actionContext={{ objectTypeId: isDeal ? '0-3' : '0-1', objectId: Number(id) }}
    >
      {name ?? unnamed}
    </CrmActionLink>
  );
}
