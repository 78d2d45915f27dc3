import type { ExtensionPointApiActions } from '@hubspot/ui-extensions';
import { useEffect, useRef } from 'react';
import { followedEdits } from './followed-edits.ts';
import type { RecordKind } from './record-kind.ts';

/**
 * How long after the last edit the card asks again. The first wait lets a burst of edits end; the later ones are there
 * because HubSpot tells the backend of an edit by webhook, which takes seconds.
 */
export const delaysAfterEditMs = [1000, 5000, 15_000];

type Actions = Pick<ExtensionPointApiActions<'crm.record.tab'>, 'onCrmPropertiesUpdate'>;

/**
 * Asks again when somebody edits, on this record and in this window, a property that moves journeys. `ownProperties`: those that
 * the account's own model looks at besides, as the answer tells them.
 */
export function useReloadAfterEdit(
  actions: Actions,
  kind: RecordKind,
  ownProperties: readonly string[],
  reload: () => unknown,
): void {
  const latestReload = useRef(reload);
  latestReload.current = reload;
  const listen = useRef(actions.onCrmPropertiesUpdate);
  const listenedTo = useRef(new Set<string>());
  const timers = useRef<ReturnType<typeof setTimeout>[]>([]);
  const isMounted = useRef(true);
  const wanted = [...followedEdits[kind], ...ownProperties].join(' ');

  useEffect(() => {
    const added = wanted.split(' ').filter((name) => !listenedTo.current.has(name));
    if (added.length === 0) return;
    for (const name of added) listenedTo.current.add(name);
    listen.current(added, () => {
      timers.current.forEach(clearTimeout);
      // HubSpot has no way to stop listening.
      if (!isMounted.current) return;
      timers.current = delaysAfterEditMs.map((delayMs) => setTimeout(() => latestReload.current(), delayMs));
    });
  }, [wanted]);

  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
      timers.current.forEach(clearTimeout);
    };
  }, []);
}
