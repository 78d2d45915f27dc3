import { RemoteRenderer } from '@remote-ui/react/host';
import { useEffect, useRef, useState } from 'react';
import type { AppPlace, CardLanguage, PageCard, PageSettings } from '../../page-data.ts';
import { appPlaceContext } from '../card/card-context.ts';
import { cardController } from '../card/card-controller.tsx';
import { type CardSession, startCardSession } from '../card/card-session.ts';
import { useToast } from '../Toasts.tsx';
import type { PageLocation } from '../worker/worker-protocol.ts';

type Props = {
  place: AppPlace;
  extension: PageCard;
  settings: PageSettings;
  language: CardLanguage;
  location: PageLocation;
};

/** Runs the app's settings or pages in a worker, as cards are run, and shows what they render. */
export function AppPlaceFrame({ place, extension, settings, language, location }: Props) {
  const [session, setSession] = useState<CardSession | null>(null);
  const [settled, setSettled] = useState<CardSession | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const toast = useToast();
  const latestLocation = useRef(location);
  latestLocation.current = location;
  const context = JSON.stringify(appPlaceContext(place, extension, settings, language));

  // biome-ignore lint/correctness/useExhaustiveDependencies: the context holds all that the app is told.
  useEffect(() => {
    setFailure(null);
    const started = startCardSession({
      record: null,
      bundleUrl: extension.bundleUrl,
      context: JSON.parse(context),
      location: latestLocation.current,
      toast,
      onRefresh: () => undefined,
      onFetch: () => undefined,
      onFailure: setFailure,
    });
    setSession(started);
    void started.settled.then(() => setSettled(started));
    return () => started.stop();
  }, [extension.bundleUrl, context]);

  const moved = JSON.stringify(location);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a location with the same content is the same location.
  useEffect(() => session?.move(location), [session, moved]);

  return (
    <div className="card-frame" lang={language} data-ready={session !== null && settled === session}>
      {failure !== null && (
        <div className="problem" role="alert">
          <strong>The app failed.</strong> {failure}
        </div>
      )}
      {session !== null && <RemoteRenderer receiver={session.receiver} controller={cardController} />}
    </div>
  );
}
