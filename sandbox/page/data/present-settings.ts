import type { Portal } from '../../portal/portal.ts';
import type { AppPlace, BackendMode, PageCard, PageSettings, PageUser } from '../page-data.ts';

export function presentSettings(
  portal: Portal,
  app: {
    appName: string;
    apiOrigin: string | null;
    backend: BackendMode;
    user: PageUser;
    places: Record<AppPlace, PageCard | null>;
  },
): PageSettings {
  const { state } = portal;
  const { clock, records, history, deliveries } = portal.status();
  return {
    portalId: state.portalId,
    portalName: 'Sandbox portal',
    timeZone: state.timeZone,
    clock,
    user: app.user,
    app: {
      ...{ id: state.appId, name: app.appName, address: app.apiOrigin },
      isInstalled: !portal.grants.areRevoked(),
      places: app.places,
    },
    backend: app.backend,
    counts: records,
    history: history.state,
    deliveries: {
      waiting: deliveries.pendingEvents,
      delivered: deliveries.deliveredEvents,
      lastFailure: deliveries.lastFailure,
    },
  };
}
