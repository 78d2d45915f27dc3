import type { AppPlace, CardLanguage, PageSettings } from '../../page-data.ts';
import { AppPlaceFrame } from './AppPlaceFrame.tsx';
import { appPageLocation } from './app-page-address.ts';
import { InstallControl } from './InstallControl.tsx';

type Props = {
  place: AppPlace;
  address: URL;
  settings: PageSettings;
  language: CardLanguage;
  onChanged: () => void;
};

const titles: Readonly<Record<AppPlace, string>> = { pages: 'App pages', settings: 'Settings of the app' };

/** What HubSpot shows of an app outside of records: its pages, and its tab under the connected apps. */
export function AppPlaceView({ place, address, settings, language, onChanged }: Props) {
  const { app } = settings;
  const extension = settings.app.places[place];
  if (extension === null && app.isInstalled) return <p className="page-wait">{app.name} has nothing here.</p>;
  return (
    <section className="panel app-place" aria-label={titles[place]}>
      <header className="app-place-head">
        <div>
          <h1>{app.name}</h1>
          <h2>{titles[place]}</h2>
        </div>
        {place === 'settings' && <InstallControl app={app} onChanged={onChanged} />}
      </header>
      {extension === null ? (
        <p className="page-wait">{app.name} is not installed in this portal.</p>
      ) : (
        <AppPlaceFrame
          place={place}
          extension={extension}
          settings={settings}
          language={language}
          location={place === 'pages' ? appPageLocation(address) : { path: '/', params: {} }}
        />
      )}
    </section>
  );
}
