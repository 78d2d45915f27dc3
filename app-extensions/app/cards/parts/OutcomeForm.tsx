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

type Settable = NonNullable<Journey['settable']>;
type OutcomeFormProps = { settable: Settable; card: Card; done: () => void };

/** The outcome and the reason; both are asked for at the field. What was typed stays until it was saved. */
export function OutcomeForm({ settable, card, done }: OutcomeFormProps) {
  const { texts } = useReader();
  const { actions } = useRecord();
  const action = useAction(card);
  const idFor = useActionId();
  const [value, setValue] = useState<string>();
  const [reason, setReason] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const choices = choicesOf(settable);
  const chosen = choices.find((choice) => choice.value === value);
  const lacksOutcome = wasTried && chosen === undefined;

  const save = async () => {
    setWasTried(true);
    if (chosen === undefined || reason.trim() === '') return;
    const said = { stage: chosen.stage, outcome: chosen.outcome, reason: reason.trim() };
    if (!(await action.run('outcome', { ...said, outcomeId: idFor(JSON.stringify(said)) }))) return;
    actions.addAlert({ type: 'success', message: texts.outcomeSaved });
    done();
  };

  return (
    <ModalForm action={action} save={save} done={done}>
      <Text>{texts.setOutcomeExplained}</Text>
      <Select
        name="outcome"
        label={texts.outcome}
        required
        options={choices.map(({ value: id, label }) => ({ value: id, label }))}
        value={value}
        onChange={(next) => setValue(String(next))}
        error={lacksOutcome}
        validationMessage={lacksOutcome ? texts.chooseOutcome : ''}
      />
      <ReasonField reason={reason} onReason={setReason} isLacking={wasTried && reason.trim() === ''} />
    </ModalForm>
  );
}

/** Of which stay an outcome is goes without saying where it can only be the present one. */
function choicesOf(settable: Settable) {
  const isPlain = settable.length === 1 && settable[0]?.isOpen === true;
  return settable.flatMap(({ stage, outcomes }) =>
    outcomes.map((outcome) => ({
      value: `${stage.id}/${outcome.id}`,
      label: isPlain ? outcome.label : `${stage.label}: ${outcome.label}`,
      stage: stage.id,
      outcome: outcome.id,
    })),
  );
}
