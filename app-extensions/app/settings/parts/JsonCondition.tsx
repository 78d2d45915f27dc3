import { TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { type Condition, isSame } from '../draft/draft.ts';
import { isFields } from '../draft/is-fields.ts';
import { fieldProblem } from '../draft/problems.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';
import type { ConditionFormProps } from './ConditionForm.tsx';

/** A condition as it stands in the file. What is no JSON yet stays in the field and out of the draft. */
export function JsonCondition({ condition, place, problems, isReadOnly, onChange }: ConditionFormProps) {
  const texts = useSettingsTexts();
  const [unread, setUnread] = useState<string | null>(null);
  // A file may have left the condition out.
  const shown = JSON.stringify(condition, null, 1) ?? '';
  const read = (text: string) => {
    const json = conditionIn(text);
    setUnread(json === null ? text : null);
    if (json !== null && !isSame(json, condition)) onChange(json);
  };
  return (
    <TextArea
      label={texts.asJson}
      name={`${place}.json`}
      rows={4}
      readOnly={isReadOnly}
      value={unread ?? shown}
      onChange={read}
      {...(unread === null ? fieldProblem(problems, place) : { error: true, validationMessage: texts.noJson })}
    />
  );
}

function conditionIn(text: string): Condition | null {
  try {
    const json: unknown = JSON.parse(text);
    return isFields(json) ? (json as Condition) : null;
  } catch {
    return null;
  }
}
