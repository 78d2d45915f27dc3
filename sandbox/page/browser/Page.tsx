import type { PageObject, PageSettings } from '../page-data.ts';
import { AppPlaceView } from './app-place/AppPlaceView.tsx';
import { Header } from './header/Header.tsx';
import { useCardLanguage } from './header/use-card-language.ts';
import { ListPage } from './list/ListPage.tsx';
import { Problem } from './Problem.tsx';
import { useAddress } from './portal/address.ts';
import { usePortalData } from './portal/use-portal-data.ts';
import { PreviewPanel } from './preview/PreviewPanel.tsx';
import { RecordLoader } from './record/RecordLoader.tsx';
import { ToastProvider } from './Toasts.tsx';

/** The whole page: the bar at the top, and below it the list or one record, as the address says. */
export function Page() {
  const settings = usePortalData<PageSettings>('/sandbox/page/settings', () => true);
  const [language, setLanguage] = useCardLanguage();
  const address = useAddress();
  const record = /^\/record\/(contacts|companies|deals)\/(\d+)$/.exec(address.pathname);
  const place = /^\/(pages|settings)(\/|$)/.exec(address.pathname)?.[1] as 'pages' | 'settings' | undefined;
  if (settings.data === null) {
    return settings.error === null ? (
      <p className="page-wait">Opening the portal…</p>
    ) : (
      <Problem text={settings.error} />
    );
  }
  return (
    <ToastProvider>
      <Header settings={settings.data} onChanged={settings.reload} language={language} onLanguage={setLanguage} />
      <main className="page-main">
        {place !== undefined ? (
          <AppPlaceView
            key={place}
            place={place}
            address={address}
            settings={settings.data}
            language={language}
            onChanged={settings.reload}
          />
        ) : record === null ? (
          <ListPage settings={settings.data} address={address} />
        ) : (
          <RecordLoader
            key={address.pathname}
            type={record[1] as PageObject}
            id={record[2]!}
            settings={settings.data}
            language={language}
          />
        )}
      </main>
      <PreviewPanel settings={settings.data} language={language} />
    </ToastProvider>
  );
}
