import { hubspot } from '@hubspot/ui-extensions';
import { PageRouter } from './PageRouter.tsx';
import { PlaceProvider } from './PlaceProvider.tsx';

hubspot.extend<'pages'>(({ context, actions }) => (
  <PlaceProvider context={context} actions={actions}>
    <PageRouter />
  </PlaceProvider>
));
