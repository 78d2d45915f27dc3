import { Alert, Button, Flex, Heading, Select, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { formatTime } from '../../cards/dates.ts';
import { fill } from '../../cards/texts/fill.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import type { Model } from '../draft/draft.ts';
import { AskBeforeLoss } from '../parts/AskBeforeLoss.tsx';
import { publisherText } from '../parts/publisher-text.ts';
import type { Told } from '../use-asking.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';
import type { ModelPartProps } from './ModelSettings.tsx';

type InForceProps = ModelPartProps & {
  /** `asked`: what was being edited at the press. */
  onArrival: (model: Model, asked: Model) => void;
  onTrouble: (told: Exclude<Told<unknown>, { kind: 'done' }>) => void;
};

/** Which model the account replays under, since when and by whom; and a preset to begin another from. */
export function InForce({ data, draft, asking, isReadOnly, onArrival, onTrouble }: InForceProps) {
  const texts = useSettingsTexts();
  const { reader } = usePlace();
  const [preset, setPreset] = useState(data.presets[0]?.name ?? '');
  const latest = data.versions[0];
  const take = async () => {
    const told = await asking.readPreset(preset);
    if (told?.kind === 'done') onArrival(told.data.model, draft.model);
    else if (told !== null) onTrouble(told);
  };
  return (
    <Flex direction="column" gap="small">
      <Heading>{texts.title}</Heading>
      <Text>
        {fill(texts.inForce, { model: data.model.names[reader.language], version: String(data.version) })}{' '}
        {latest === undefined
          ? ''
          : fill(texts.publishedBy, {
              time: formatTime(Date.parse(latest.publishedAt), reader),
              who: publisherText(latest, texts),
            })}
      </Text>
      {isReadOnly ? (
        <Alert title={texts.readOnlyTitle} variant="info">
          <Text>{texts.readOnly}</Text>
        </Alert>
      ) : (
        <Flex gap="small" align="end" wrap>
          <Select
            label={texts.preset}
            name="preset"
            value={preset}
            options={data.presets.map(({ name, label }) => ({ value: name, label }))}
            onChange={(value) => setPreset(String(value))}
          />
          <AskBeforeLoss isAtRisk={draft.isChanged} onYes={() => void take()}>
            {(press) => (
              <Button variant="secondary" disabled={asking.running !== null} onClick={press}>
                {texts.takePreset}
              </Button>
            )}
          </AskBeforeLoss>
        </Flex>
      )}
    </Flex>
  );
}
