import { hubspot } from '@hubspot/ui-extensions';
import { CompactCard } from './CompactCard.tsx';

hubspot.extend<'crm.preview'>(({ context, actions }) => <CompactCard context={context} actions={actions} />);
