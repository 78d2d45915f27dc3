import { Flex, MultiSelect, Select } from '@hubspot/ui-extensions';
import type { SettingsProblem } from '../../../../src/api/settings-contract.ts';
import { fieldProblem } from '../draft/problems.ts';
import { places, type Touchpoint } from '../draft/touchpoint-map.ts';
import { NamesForm } from '../parts/NamesForm.tsx';
import { useAgreementTexts } from '../use-agreement-texts.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';

type TouchpointFieldsProps = {
  touchpoint: Touchpoint;
  place: string;
  problems: readonly SettingsProblem[];
  isReadOnly: boolean;
  onChange: (touchpoint: Touchpoint) => void;
};

/** How they meet, where, on which occasion, and by which activities that shows. */
export function TouchpointFields({ touchpoint, place, problems, isReadOnly, onChange }: TouchpointFieldsProps) {
  const texts = useSettingsTexts();
  const { logged } = useAgreementTexts();
  const activities = Object.entries({ ...texts.activities, logged });
  return (
    <Flex direction="column" gap="small">
      <Flex gap="medium" wrap align="end">
        <Select
          label={texts.where}
          name={`${place}.place`}
          value={touchpoint.place}
          readOnly={isReadOnly}
          options={places.map((value) => ({ value, label: texts.places[value] }))}
          onChange={(value) => value !== undefined && onChange({ ...touchpoint, place: value as Touchpoint['place'] })}
          {...fieldProblem(problems, `${place}.place`)}
        />
        <MultiSelect
          label={texts.touchpointKinds}
          name={`${place}.kinds`}
          value={touchpoint.kinds}
          readOnly={isReadOnly}
          options={activities.map(([value, label]) => ({ value, label }))}
          onChange={(kinds) => onChange({ ...touchpoint, kinds: kinds as Touchpoint['kinds'] })}
          {...fieldProblem(problems, `${place}.kinds`)}
        />
      </Flex>
      <NamesForm
        subject={texts.how}
        names={touchpoint.names}
        place={`${place}.names`}
        onChange={(names) => onChange({ ...touchpoint, names })}
        {...{ problems, isReadOnly }}
      />
      <NamesForm
        subject={texts.occasion}
        names={touchpoint.occasions}
        place={`${place}.occasions`}
        onChange={(occasions) => onChange({ ...touchpoint, occasions })}
        {...{ problems, isReadOnly }}
      />
    </Flex>
  );
}
