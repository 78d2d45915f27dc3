import { useState } from 'react';
import { Dialog } from '../dialog/Dialog.tsx';
import { isInPipeline } from '../portal/object-words.ts';
import { editProperties } from './change-record.ts';
import type { RecordProps } from './RecordView.tsx';

/** Another lifecycle stage, or another stage of the deal's pipeline. */
export function StageDialog({ record, settings, onClose }: RecordProps & { onClose: () => void }) {
  const { stageProperty } = record;
  const [value, setValue] = useState(stageProperty.value);
  const title = isInPipeline(record.type) ? 'Move to another stage' : 'Change lifecycle stage';
  const save = () => editProperties(record, { [stageProperty.name]: value }, settings.user.id);
  return (
    <Dialog title={title} submit="Save" canSubmit={value !== stageProperty.value} onSubmit={save} onClose={onClose}>
      <fieldset className="choices">
        <legend className="only-heard">{stageProperty.label}</legend>
        {stageProperty.options.map((option) => (
          <label key={option.value} className="choice">
            <input
              type="radio"
              name="stage"
              value={option.value}
              checked={option.value === value}
              onChange={() => setValue(option.value)}
            />
            {option.label}
            {option.value === stageProperty.value && <span className="choice-note">now</span>}
          </label>
        ))}
      </fieldset>
    </Dialog>
  );
}
