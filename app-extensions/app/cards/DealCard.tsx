import { hubspot } from '@hubspot/ui-extensions';
import { GroupCard } from './GroupCard.tsx';

hubspot.extend<'crm.record.tab'>(({ context, actions }) => <GroupCard context={context} actions={actions} />);
