import { Alert, Button, Flex, Heading, Select, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { formatTime } from '../../cards/dates.ts';
import { fill } from '../../cards/texts/fill.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import type { Agreement } from '../draft/agreement-draft.ts';
import { AskBeforeLoss } from '../parts/AskBeforeLoss.tsx';
import type { Note } from '../parts/Notes.tsx';
import { publisherText } from '../parts/publisher-text.ts';
import { useAgreementTexts } from '../use-agreement-texts.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';
import type { AgreementPartProps } from './AgreementSettings.tsx';

type AgreementInForceProps = AgreementPartProps & {
  /** `asked`: what was being edited at the press. */
  onArrival: (agreement: Agreement, asked: Agreement) => void;
  onTrouble: (told: Note) => void;
};

/** What is agreed, since when and by whom; and a preset to begin another from. */
export function AgreementInForce({ data, draft, asking, isReadOnly, onArrival, onTrouble }: AgreementInForceProps) {
  const texts = useAgreementTexts();
  const shared = useSettingsTexts();
  const { reader } = usePlace();
  const [preset, setPreset] = useState(data.presets[0]?.name ?? '');
  const latest = data.versions[0];
  const take = async () => {
    const told = await asking.readPreset(preset);
    if (told?.kind === 'done') onArrival(told.data.agreement, draft.agreement);
    else if (told !== null) onTrouble(told);
  };
  return (
    <Flex direction="column" gap="small">
      <Heading>{texts.title}</Heading>
      {data.agreement === null || latest === undefined ? (
        <Alert title={texts.noneTitle} variant="info">
          <Text>{texts.none}</Text>
        </Alert>
      ) : (
        <Text>
          {fill(texts.inForce, { agreement: data.agreement.names[reader.language], version: String(data.version) })}{' '}
          {fill(shared.publishedBy, {
            time: formatTime(Date.parse(latest.publishedAt), reader),
            who: publisherText(latest, shared),
          })}
        </Text>
      )}
      {isReadOnly ? (
        <Alert title={shared.readOnlyTitle} variant="info">
          <Text>{shared.readOnly}</Text>
        </Alert>
      ) : (
        <Flex gap="small" align="end" wrap>
          <Select
            label={texts.preset}
            name="agreement-preset"
            value={preset}
            options={data.presets.map(({ name, label }) => ({ value: name, label }))}
            onChange={(value) => value !== undefined && setPreset(String(value))}
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
