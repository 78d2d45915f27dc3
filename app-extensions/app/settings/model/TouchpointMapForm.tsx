import { Flex } from '@hubspot/ui-extensions';
import {
  isDecisionWhole,
  isTouchpointWhole,
  mapOf,
  mostDecisions,
  mostTouchpoints,
  newDecision,
  newTouchpoint,
  type TouchpointMap,
  withMap,
} from '../draft/touchpoint-map.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';
import { DecisionFields } from './DecisionFields.tsx';
import { EntryList } from './EntryList.tsx';
import type { StageFormProps } from './StageForm.tsx';
import { TouchpointFields } from './TouchpointFields.tsx';

/** How and when the firm meets the buyer in a stage, and what the buyer decides there. */
export function TouchpointMapForm({ draft, stage, index, problems, isReadOnly, onDraft }: StageFormProps) {
  const texts = useSettingsTexts();
  const map = mapOf(stage);
  const place = `stages[${index}].touchpointMap`;
  const set = (change: Partial<TouchpointMap>) => onDraft(withMap(draft, index, change));
  return (
    <Flex direction="column" gap="medium">
      <EntryList
        title={texts.touchpoints}
        entries={map.touchpoints}
        place={`${place}.touchpoints`}
        most={mostTouchpoints}
        newLabel={texts.newTouchpoint}
        addLabel={texts.addTouchpoint}
        isWhole={isTouchpointWhole}
        tagOf={(touchpoint) => texts.places[touchpoint.place]}
        fieldsOf={(touchpoint, at, onChange) => (
          <TouchpointFields {...{ touchpoint, place: at, problems, isReadOnly, onChange }} />
        )}
        onAdd={(name) => newTouchpoint(name, map)}
        onEntries={(touchpoints) => set({ touchpoints })}
        {...{ problems, isReadOnly }}
      />
      <EntryList
        title={texts.decisions}
        entries={map.decisions}
        place={`${place}.decisions`}
        most={mostDecisions}
        newLabel={texts.newDecision}
        addLabel={texts.addDecision}
        isWhole={(decision) => isDecisionWhole(decision, draft.model)}
        fieldsOf={(decision, at, onChange) => (
          <DecisionFields {...{ decision, place: at, model: draft.model, problems, isReadOnly, onChange }} />
        )}
        onAdd={(question) => newDecision(question, map)}
        onEntries={(decisions) => set({ decisions })}
        {...{ problems, isReadOnly }}
      />
    </Flex>
  );
}
