import { Select, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Journey } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { useRecord } from '../RecordProvider.tsx';
import { useAction } from '../use-action.ts';
import { useActionId } from '../use-action-id.ts';
import type { Card } from '../use-card.ts';
import { ModalForm } from './ModalForm.tsx';
import { ReasonField } from './ReasonField.tsx';

type CorrectionFormProps = { data: Journey; card: Card; done: () => void };

/** The stage and the reason; both are asked for at the field. What was typed stays until it was saved. */
export function CorrectionForm({ data, card, done }: CorrectionFormProps) {
  const { texts } = useReader();
  const { actions } = useRecord();
  const action = useAction(card);
  const idFor = useActionId();
  const [stage, setStage] = useState<string>();
  const [reason, setReason] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const lacksStage = wasTried && stage === undefined;

  const save = async () => {
    setWasTried(true);
    if (stage === undefined || reason.trim() === '') return;
    const said = { stage, reason: reason.trim() };
    if (!(await action.run('correction', { ...said, correctionId: idFor(JSON.stringify(said)) }))) return;
    actions.addAlert({ type: 'success', message: texts.correctSaved });
    done();
  };

  return (
    <ModalForm action={action} save={save} done={done}>
      <Text>{texts.correctExplained}</Text>
      <Select
        name="stage"
        label={texts.rightStage}
        required
        options={data.stages.map(({ id, label }) => ({ value: id, label }))}
        value={stage}
        onChange={(value) => setStage(String(value))}
        error={lacksStage}
        validationMessage={lacksStage ? texts.chooseStage : ''}
      />
      <ReasonField reason={reason} onReason={setReason} isLacking={wasTried && reason.trim() === ''} />
    </ModalForm>
  );
}
