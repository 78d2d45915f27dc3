import { Select, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Journey } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { useRecord } from '../RecordProvider.tsx';
import { useAction } from '../use-action.ts';
import { useActionId } from '../use-action-id.ts';
import type { Card } from '../use-card.ts';
import { ModalForm } from './ModalForm.tsx';

const longestNote = 500;

type GiveBackFormProps = { handoff: NonNullable<Journey['handoff']>; card: Card; done: () => void };

/** A reason of the agreement, and a note. What was typed stays until it was saved. */
export function GiveBackForm({ handoff, card, done }: GiveBackFormProps) {
  const { texts } = useReader();
  const { actions } = useRecord();
  const action = useAction(card);
  const idFor = useActionId();
  const [reason, setReason] = useState<string>();
  const [note, setNote] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const lacksReason = wasTried && reason === undefined;

  const save = async () => {
    setWasTried(true);
    if (reason === undefined) return;
    const said = { stage: handoff.stage, team: handoff.to.id, reason, note: note.trim() };
    const actionId = idFor(JSON.stringify([handoff.offeredAt, said]));
    if (!(await action.run('handoff/return', { ...said, actionId }))) return;
    actions.addAlert({ type: 'success', message: texts.leadGivenBack });
    done();
  };

  return (
    <ModalForm action={action} save={save} done={done}>
      <Select
        name="return-reason"
        label={texts.reason}
        required
        options={handoff.reasons.map(({ id, label }) => ({ value: id, label }))}
        value={reason}
        onChange={(value) => setReason(String(value))}
        error={lacksReason}
        validationMessage={lacksReason ? texts.chooseReason : ''}
      />
      <TextArea
        name="return-note"
        label={texts.note}
        description={texts.noteHint}
        maxLength={longestNote}
        rows={3}
        value={note}
        onInput={setNote}
        onChange={setNote}
      />
    </ModalForm>
  );
}
