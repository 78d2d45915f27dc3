import { Button, Divider, Flex, Heading, Toggle } from '@hubspot/ui-extensions';
import { useRef } from 'react';
import { fill } from '../../cards/texts/fill.ts';
import { type AgreedStage, targetKinds, withAgreedStage } from '../draft/agreement-draft.ts';
import { ConditionForm } from '../parts/ConditionForm.tsx';
import { useAgreementTexts } from '../use-agreement-texts.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';
import type { AgreementPartProps } from './AgreementSettings.tsx';
import type { StageRow } from './stage-rows.ts';
import { TargetForm } from './TargetForm.tsx';

export type AgreedStageProps = AgreementPartProps & { row: StageRow; agreed: AgreedStage };

/** What is agreed for one stage: its targets with their steps, and when its clocks stand still. */
export function AgreedStageForm(props: AgreedStageProps) {
  const { row, draft, isReadOnly, onDraft } = props;
  const texts = useAgreementTexts();
  return (
    <Flex direction="column" gap="small">
      {targetKinds.map((kind) => (
        <TargetForm key={kind} {...props} kind={kind} />
      ))}
      <Divider />
      <Heading>{texts.pause}</Heading>
      <PauseForm {...props} />
      {isReadOnly || row.isKnown ? null : (
        <Flex>
          <Button variant="destructive" size="sm" onClick={() => onDraft(withAgreedStage(draft, row.id, null))}>
            {fill(texts.takeOut, { stage: row.name })}
          </Button>
        </Flex>
      )}
    </Flex>
  );
}

const beginning: NonNullable<AgreedStage['pauseWhen']> = { property: 'hs_lead_status', is: 'BAD_TIMING' };

/** Under which condition the clocks of a stage stand still. One that was switched off comes back as it was. */
function PauseForm({ data, draft, row, agreed, problems, isReadOnly, onDraft }: AgreedStageProps) {
  const texts = useAgreementTexts();
  const shared = useSettingsTexts();
  const { pauseWhen } = agreed;
  const last = useRef(beginning);
  if (pauseWhen !== undefined) last.current = pauseWhen;
  const place = `stages.${row.id}.pauseWhen`;
  return (
    <Flex direction="column" gap="small">
      <Toggle
        label={texts.pauses}
        name={`${place}.on`}
        checked={pauseWhen !== undefined}
        readOnly={isReadOnly}
        textChecked={shared.on}
        textUnchecked={shared.off}
        onChange={(isOn) => onDraft(withAgreedStage(draft, row.id, { pauseWhen: isOn ? last.current : undefined }))}
      />
      {pauseWhen === undefined ? null : (
        <ConditionForm
          condition={pauseWhen}
          place={place}
          stages={data.lifecycleStages}
          problems={problems}
          isReadOnly={isReadOnly}
          onChange={(condition) => onDraft(withAgreedStage(draft, row.id, { pauseWhen: condition }))}
        />
      )}
    </Flex>
  );
}
