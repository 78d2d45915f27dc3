import { type BackendMode, backendModes } from '../../page-data.ts';
import { askPortal, messageOf } from '../portal/ask-portal.ts';
import { useToast } from '../Toasts.tsx';

const words: Readonly<Record<BackendMode, string>> = { up: 'Up', slow: 'Slow', down: 'Down' };

/** Whether cards reach the app's server. Webhooks go out all the same. */
export function BackendControl({ mode, onChanged }: { mode: BackendMode; onChanged: () => void }) {
  const toast = useToast();
  const change = (wanted: BackendMode): void => {
    askPortal('/sandbox/page/backend', { mode: wanted }).then(onChanged, (error: unknown) =>
      toast({ tone: 'danger', message: messageOf(error) }),
    );
  };
  return (
    <fieldset className="control">
      <legend>App server</legend>
      <span className={`segments segments-${mode}`}>
        {backendModes.map((one) => (
          <button key={one} type="button" aria-pressed={one === mode} onClick={() => change(one)}>
            {words[one]}
          </button>
        ))}
      </span>
    </fieldset>
  );
}
