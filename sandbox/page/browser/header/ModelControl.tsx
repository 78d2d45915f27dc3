import type { CardLanguage, PageSettings } from '../../page-data.ts';
import { messageOf } from '../portal/ask-portal.ts';
import { useToast } from '../Toasts.tsx';
import { useAppModel } from './use-app-model.ts';

type Props = { settings: PageSettings; language: CardLanguage };

/**
 * The model that the app replays this portal under. Another one is published as the app's settings page would do it; nothing is
 * read from the portal again, the ledger that is there is replayed.
 */
export function ModelControl({ settings, language }: Props) {
  const toast = useToast();
  const { model, publish } = useAppModel(settings.app.address, language);
  if (model === null) return null;
  const known = model.presets.some(({ name }) => name === model.current);
  const change = (name: string): void => {
    publish(name).then(
      (version) => toast({ tone: 'success', message: `Published as version ${version}: the ledger is replayed.` }),
      (error: unknown) => toast({ tone: 'danger', message: messageOf(error) }),
    );
  };
  return (
    <label className="control">
      <span className="control-label">Journey model</span>
      <select value={model.current} onChange={(event) => change(event.target.value)} lang={language}>
        {!known && <option value={model.current}>{model.label}</option>}
        {model.presets.map(({ name, label }) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
      <span className="control-value" title={`Version ${model.version} is in force`}>
        v{model.version}
      </span>
    </label>
  );
}
