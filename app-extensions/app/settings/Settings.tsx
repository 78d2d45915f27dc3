import { hubspot } from '@hubspot/ui-extensions';
import { PlaceProvider } from '../pages/PlaceProvider.tsx';
import { SettingsPage } from './SettingsPage.tsx';

hubspot.extend<'settings'>(({ context, actions }) => (
  <PlaceProvider context={context} actions={actions}>
    <SettingsPage />
  </PlaceProvider>
));
