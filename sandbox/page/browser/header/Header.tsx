import { type CardLanguage, type PageSettings, pageObjects } from '../../page-data.ts';
import { useAddress } from '../portal/address.ts';
import { objectWords } from '../portal/object-words.ts';
import { PageLink } from '../portal/PageLink.tsx';
import { BackendControl } from './BackendControl.tsx';
import { ClockControl } from './ClockControl.tsx';
import { DeliveryNote } from './DeliveryNote.tsx';
import { LanguageControl } from './LanguageControl.tsx';
import { ModelControl } from './ModelControl.tsx';

type Props = {
  settings: PageSettings;
  onChanged: () => void;
  language: CardLanguage;
  onLanguage: (language: CardLanguage) => void;
};

export function Header({ settings, onChanged, language, onLanguage }: Props) {
  const { portalName, portalId, user } = settings;
  return (
    <header className="header">
      <div className="header-bar">
        <PageLink href="/" className="header-brand">
          <span className="header-mark" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {portalName} <span className="header-id">{portalId}</span>
        </PageLink>
        <Navigation settings={settings} />
        <span className="header-user" title={user.email}>
          <span className="header-initials" aria-hidden="true">
            {user.firstName.slice(0, 1)}
            {user.lastName.slice(0, 1)}
          </span>
          {user.firstName} {user.lastName}
        </span>
      </div>
      <section className="controls" aria-label="Sandbox controls">
        <ClockControl settings={settings} onChanged={onChanged} />
        <BackendControl mode={settings.backend} onChanged={onChanged} />
        <ModelControl key={`${settings.backend} ${settings.app.isInstalled}`} settings={settings} language={language} />
        <LanguageControl language={language} onLanguage={onLanguage} />
        <DeliveryNote settings={settings} />
      </section>
    </header>
  );
}

function Navigation({ settings }: { settings: PageSettings }) {
  const { pathname, searchParams } = useAddress();
  const place = /^\/(pages|settings)/.exec(pathname)?.[1];
  const current = place ?? /^\/record\/(\w+)/.exec(pathname)?.[1] ?? searchParams.get('type') ?? 'contacts';
  return (
    <nav className="header-nav" aria-label="Records and app">
      {pageObjects.map((type) => (
        <PageLink key={type} href={`/?type=${type}`} isCurrent={type === current}>
          {objectWords[type].many} <span className="header-count">{settings.counts[type]}</span>
        </PageLink>
      ))}
      <span className="header-split" aria-hidden="true" />
      {settings.app.places.pages !== null && (
        <PageLink href="/pages" isCurrent={current === 'pages'}>
          {settings.app.name}
        </PageLink>
      )}
      {(settings.app.places.settings !== null || !settings.app.isInstalled) && (
        <PageLink href="/settings" isCurrent={current === 'settings'}>
          App settings
        </PageLink>
      )}
    </nav>
  );
}
