import { Button, Flex, Text, TextArea } from '@hubspot/ui-extensions';
import { useRef, useState } from 'react';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import type { Model } from '../draft/draft.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';
import type { ModelPartProps } from './ModelSettings.tsx';

/** The model as the file that it is: to copy, to edit elsewhere, and to bring back. */
export function FileTab({ draft, isReadOnly, onBegin }: ModelPartProps & { onBegin: (model: Model) => void }) {
  const texts = useSettingsTexts();
  const place = usePlace();
  const given = useRef('');
  const [failure, setFailure] = useState<string | null>(null);
  const file = JSON.stringify(draft.model, null, 2);
  const copy = async () => {
    try {
      await place.actions.copyTextToClipboard(file);
      place.actions.addAlert({ type: 'success', message: texts.fileCopied });
    } catch {
      place.actions.addAlert({ type: 'warning', message: place.texts.notCopied });
    }
  };
  const take = () => {
    const model = modelIn(given.current);
    setFailure(model === null ? texts.fileUnreadable : null);
    if (model !== null) onBegin(model);
  };
  const keep = (text: string) => {
    given.current = text;
  };
  return (
    <Flex direction="column" gap="medium">
      <Flex direction="column" gap="small">
        <TextArea label={texts.exportFile} name="draft-file" value={file} rows={10} readOnly />
        <Flex>
          <Button variant="secondary" size="sm" onClick={() => void copy()}>
            {texts.copyFile}
          </Button>
        </Flex>
      </Flex>
      {isReadOnly ? null : (
        <Flex direction="column" gap="small">
          <TextArea
            label={texts.importFile}
            name="file-to-take"
            description={texts.importNote}
            rows={10}
            onInput={keep}
            onChange={keep}
            {...(failure !== null && { error: true, validationMessage: failure })}
          />
          <Flex>
            <Button variant="secondary" size="sm" onClick={take}>
              {texts.takeFile}
            </Button>
          </Flex>
          <Text variant="microcopy">{texts.fileNote}</Text>
        </Flex>
      )}
    </Flex>
  );
}

/** Null for what is no model at all; what is wrong within one the preview tells, place by place. */
function modelIn(text: string): Model | null {
  try {
    const json: unknown = JSON.parse(text);
    const isModel = typeof json === 'object' && json !== null && 'stages' in json && Array.isArray(json.stages);
    const stages = isModel ? ((json as { stages: unknown[] }).stages as Partial<Model['stages'][number]>[]) : [];
    // The form below draws these of every stage.
    const isDrawable =
      stages.length > 0 &&
      stages.every((stage) => typeof stage === 'object' && stage !== null && stage.names && stage.lead && stage.enter);
    if (!isDrawable) return null;
    const { names, plays = [], outcomes = [], questions = [], ...rest } = json as Model;
    const whole = stages.map((stage) => ({ contributors: [], outcomes: [], marks: [], plays: [], ...stage }));
    return names === undefined ? null : ({ names, plays, outcomes, questions, ...rest, stages: whole } as Model);
  } catch {
    return null;
  }
}
