import { AutoGrid, Input } from '@hubspot/ui-extensions';
import type { SettingsProblem } from '../../../../src/api/settings-contract.ts';
import type { Language } from '../../cards/who-reads.ts';
import type { Names } from '../draft/draft.ts';
import { fieldProblem } from '../draft/problems.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';

type NamesFormProps = {
  names: Names;
  /** Where they stand in the model, such as `stages[2].names`. */
  place: string;
  problems: readonly SettingsProblem[];
  isReadOnly: boolean;
  onChange: (names: Names) => void;
};

const languages: readonly Language[] = ['en', 'it', 'de', 'ko', 'ru'];

/** A name in every language that the app speaks. */
export function NamesForm({ names, place, problems, isReadOnly, onChange }: NamesFormProps) {
  const texts = useSettingsTexts();
  return (
    <AutoGrid columnWidth={200} flexible gap="small">
      {languages.map((language) => (
        <Input
          key={language}
          label={texts.nameIn[language]}
          name={`${place}.${language}`}
          value={names[language]}
          required
          readOnly={isReadOnly}
          onChange={(name) => name !== names[language] && onChange({ ...names, [language]: name })}
          {...(names[language].trim() === ''
            ? { error: true, validationMessage: texts.nameMissing }
            : fieldProblem(problems, `${place}.${language}`))}
        />
      ))}
    </AutoGrid>
  );
}
