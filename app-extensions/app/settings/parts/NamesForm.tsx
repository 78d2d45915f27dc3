import { AutoGrid, Input } from '@hubspot/ui-extensions';
import type { SettingsProblem } from '../../../../src/api/settings-contract.ts';
import { type Names, namedLanguages, nameIn } from '../draft/draft.ts';
import { fieldProblem } from '../draft/problems.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';

type NamesFormProps = {
  names: Names;
  /** Where they stand in the model, such as `stages[2].names`. */
  place: string;
  problems: readonly SettingsProblem[];
  isReadOnly: boolean;
  onChange: (names: Names) => void;
  /** What is told in each language, where it is not a name. */
  subject?: string;
};

/** A name, or another text, in every language that the app speaks. */
export function NamesForm({ names, place, problems, isReadOnly, onChange, subject }: NamesFormProps) {
  const texts = useSettingsTexts();
  return (
    <AutoGrid columnWidth={200} flexible gap="small">
      {namedLanguages.map((language) => (
        <Input
          key={language}
          label={subject === undefined ? texts.nameIn[language] : `${subject} · ${texts.nameIn[language]}`}
          name={`${place}.${language}`}
          value={nameIn(names, language)}
          required
          readOnly={isReadOnly}
          onChange={(name) => name !== names[language] && onChange({ ...names, [language]: name })}
          {...(nameIn(names, language).trim() === ''
            ? { error: true, validationMessage: subject === undefined ? texts.nameMissing : texts.textMissing }
            : fieldProblem(problems, `${place}.${language}`))}
        />
      ))}
    </AutoGrid>
  );
}
