import type { AppPlace, CardLanguage, PageSettings } from '../../page-data.ts';
import { AppPlaceFrame } from './AppPlaceFrame.tsx';
import { appPageLocation } from './app-page-address.ts';

type Props = { place: AppPlace; address: URL; settings: PageSettings; language: CardLanguage };

const titles: Readonly<Record<AppPlace, string>> = { pages: 'App pages', settings: 'Settings of the app' };

/** What HubSpot shows of an app outside of records: its pages, and its tab under the connected apps. */
export function AppPlaceView({ place, address, settings, language }: Props) {
  const extension = settings.app.places[place];
  if (extension === null) {
    const why = settings.app.isInstalled ? 'has nothing here.' : 'is not installed in this portal.';
    return (
      <p className="page-wait">
        {settings.app.name} {why}
      </p>
    );
  }
  return (
    <section className="panel app-place" aria-label={titles[place]}>
      <header className="app-place-head">
        <h1>{settings.app.name}</h1>
        <h2>{titles[place]}</h2>
      </header>
      <AppPlaceFrame
        place={place}
        extension={extension}
        settings={settings}
        language={language}
        location={place === 'pages' ? appPageLocation(address) : { path: '/', params: {} }}
      />
    </section>
  );
}
