import { useCallback, useEffect, useState } from 'react';
import type {
  AgreementPresetData,
  AgreementPublishData,
  SettingsAgreementData,
} from '../../../../src/api/agreement-settings-contract.ts';
import type { PublishData, SettingsAnswer, SettingsModelData } from '../../../../src/api/settings-contract.ts';
import type { CardLanguage } from '../../page-data.ts';
import { proxiedFetch } from '../card/proxied-fetch.ts';

const askAgainMs = 2_000;

/** The model in force, as a reader of the page sees it, and the presets that there are. */
export type AppModel = {
  current: string;
  label: string;
  version: number;
  presets: { name: string; label: string }[];
};

/** Asks the app for its model the way its settings page does, through the portal's signing proxy. Null until it has answered. */
export function useAppModel(
  address: string | null,
  language: CardLanguage,
): { model: AppModel | null; publish: (name: string) => Promise<number> } {
  const [model, setModel] = useState<AppModel | null>(null);

  const read = useCallback(async () => {
    if (address === null) return;
    const data = await ask<SettingsModelData>(`${address}/api/settings/model?language=${language}`);
    setModel({
      current: data.model.name,
      label: data.model.names[language],
      version: data.version,
      presets: data.presets,
    });
  }, [address, language]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    // While the app is being installed, or is switched off, there is nothing to choose from.
    const attempt = (): Promise<void> =>
      read().catch((error: unknown) => {
        setModel(null);
        // The portal has given its tokens, and the app has not kept them yet.
        const isTooEarly = error instanceof Refused && error.code === 'account-unknown';
        if (isTooEarly && !isOver) timer = setTimeout(() => void attempt(), askAgainMs);
      });
    void attempt();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [read]);

  const publish = useCallback(
    async (name: string) => {
      const former = model?.current ?? '';
      const body = { model: name, expectedVersion: model?.version };
      const { version } = await ask<PublishData>(`${address}/api/settings/model/publish`, body);
      await followAgreement(`${address}/api/settings/agreement`, former, name);
      await read();
      return version;
    },
    [address, model, read],
  );
  return { model, publish };
}

/**
 * The preset agreement of the former model gives way to that of the new one, so that clocks go on; what somebody has agreed on by
 * themselves stays.
 */
async function followAgreement(address: string, former: string, name: string): Promise<void> {
  const { version, agreement, presets } = await ask<SettingsAgreementData>(address);
  if (agreement === null || ![former, name].every((one) => presets.some((preset) => preset.name === one))) return;
  const begunWith = await ask<AgreementPresetData>(`${address}/presets/${former}`);
  if (JSON.stringify(begunWith.agreement) !== JSON.stringify(agreement)) return;
  const body = { agreement: name, appliesTo: 'open-visits', expectedVersion: version };
  await ask<AgreementPublishData>(`${address}/publish`, body);
}

async function ask<Data>(requestUri: string, requestBody?: unknown): Promise<Data> {
  const { status, text } = await proxiedFetch({
    requestUri,
    method: requestBody === undefined ? 'GET' : 'POST',
    requestHeaders: {},
    ...(requestBody !== undefined && { requestBody }),
  });
  if (status >= 300) throw new Error('The app’s server does not answer.');
  const answer = JSON.parse(text) as SettingsAnswer<Data>;
  if (!answer.ok) throw new Refused(answer.error);
  return answer.data;
}

class Refused extends Error {
  readonly code: string;
  constructor({ code, message }: { code: string; message: string }) {
    super(message);
    this.code = code;
  }
}
