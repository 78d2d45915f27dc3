import type { ExtensionPointApiActions } from '@hubspot/ui-extensions';
import { useEffect, useRef } from 'react';

/**
 * How long after the last edit the card asks again. The first wait lets a burst of edits end; the later ones are there
 * because HubSpot tells the backend of an edit by webhook, which takes seconds.
 */
export const delaysAfterEditMs = [1000, 5000, 15_000];

type Actions = Pick<ExtensionPointApiActions<'crm.record.tab'>, 'onCrmPropertiesUpdate'>;

/** Asks again when somebody edits, on this record and in this window, a property that moves journeys. */
export function useReloadAfterEdit(actions: Actions, reload: () => unknown): void {
  const latestReload = useRef(reload);
  latestReload.current = reload;
  const listen = useRef(actions.onCrmPropertiesUpdate);

  useEffect(() => {
    let timers: ReturnType<typeof setTimeout>[] = [];
    let isMounted = true;
    const cancel = () => timers.forEach(clearTimeout);
    const properties = [
      'lifecyclestage',
      'hs_lead_status',
      'hubspot_owner_id',
      'hs_buying_role',
      'hs_email_optout',
      'journey_steward_engagement_start',
      'journey_steward_engagement_end',
      'journey_steward_experience',
      'journey_steward_leaving_reason',
      'journey_steward_prospect_outcome',
      'journey_steward_referred_by',
      'journey_steward_services_known',
    ];
    listen.current(properties, () => {
      cancel();
      // HubSpot has no way to stop listening.
      if (isMounted) timers = delaysAfterEditMs.map((delayMs) => setTimeout(() => latestReload.current(), delayMs));
    });
    return () => {
      isMounted = false;
      cancel();
    };
  }, []);
}
