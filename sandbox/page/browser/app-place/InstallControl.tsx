import { useState } from 'react';
import type { PageSettings } from '../../page-data.ts';
import { Dialog } from '../dialog/Dialog.tsx';
import { askPortal } from '../portal/ask-portal.ts';
import { useToast } from '../Toasts.tsx';

type Props = { app: PageSettings['app']; onChanged: () => void };

/** Where HubSpot has it, at the app's settings: removes the app from the portal, and begins its installation again. */
export function InstallControl({ app, onChanged }: Props) {
  const [isAsking, setIsAsking] = useState(false);
  const toast = useToast();
  if (app.address === null) return null;
  const uninstall = async (): Promise<void> => {
    await askPortal('/sandbox/uninstall', {});
    toast({ tone: 'info', message: `${app.name} was removed: its tokens have ended.` });
    onChanged();
  };
  return (
    <>
      {app.isInstalled ? (
        <button type="button" className="button button-small" onClick={() => setIsAsking(true)}>
          Uninstall…
        </button>
      ) : (
        <a className="button button-small" href={`${app.address}/oauth/install`} target="_blank" rel="noreferrer">
          Install again
        </a>
      )}
      {isAsking && (
        <Dialog
          title={`Uninstall ${app.name}?`}
          submit="Uninstall"
          onSubmit={uninstall}
          onClose={() => setIsAsking(false)}
        >
          <p>
            The app loses its access at once, and its cards and pages go. What it has written on records stays. It keeps
            its ledger for a time: install it again, and it goes on from there.
          </p>
        </Dialog>
      )}
    </>
  );
}
