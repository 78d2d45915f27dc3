import { Accordion, Button, Flex, Input, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { fill, fillCount } from '../../cards/texts/fill.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { addStage, withModel } from '../draft/draft.ts';
import { problemsWithin } from '../draft/problems.ts';
import { NamesForm } from '../parts/NamesForm.tsx';
import { useSettingsTexts } from '../use-settings-texts.ts';
import type { ModelPartProps } from './ModelSettings.tsx';
import { StageForm } from './StageForm.tsx';

/** The stages in their order, each a form that opens. */
export function StagesTab(props: ModelPartProps) {
  const { draft, problems, isReadOnly, onDraft } = props;
  const texts = useSettingsTexts();
  const { reader } = usePlace();
  const [name, setName] = useState('');
  const { model } = draft;
  const add = () => {
    if (name.trim() === '') return;
    onDraft(addStage(draft, name.trim()));
    setName('');
  };
  return (
    <Flex direction="column" gap="small">
      <Accordion title={fill(texts.modelNames, { model: model.names[reader.language] })} size="sm">
        <NamesForm
          names={model.names}
          place="names"
          problems={problems}
          isReadOnly={isReadOnly}
          onChange={(names) => onDraft(withModel(draft, { ...model, names }))}
        />
      </Accordion>
      <Text variant="microcopy">{texts.orderNote}</Text>
      {model.stages.map((stage, index) => {
        const count = problemsWithin(problems, `stages[${index}]`).length;
        const lead = stage.lead.at(-1)?.team ?? 'nobody';
        const title = fill(texts.stageTitle, {
          number: String(index + 1),
          stage: stage.names[reader.language],
          team: texts.teams[lead],
        });
        const marked = count === 0 ? title : `⚠ ${title} · ${fillCount(texts.problems, count, reader.locale)}`;
        return (
          <Accordion key={stage.id} title={marked} size="md">
            <StageForm {...props} index={index} stage={stage} />
          </Accordion>
        );
      })}
      {isReadOnly ? null : (
        <Flex gap="small" align="end" wrap>
          <Input label={texts.newStage} name="new-stage" value={name} onInput={setName} onChange={setName} />
          <Button variant="secondary" size="sm" onClick={add}>
            {texts.addStage}
          </Button>
        </Flex>
      )}
    </Flex>
  );
}
