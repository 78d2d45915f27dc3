import { Flex, Select } from '@hubspot/ui-extensions';
import { usePlace } from '../PlaceProvider.tsx';
import { type JourneyChoice, journeyObjects, periods, splits } from './journey-choice.ts';

type ChoiceFormProps = { choice: JourneyChoice; onChoose: (choice: JourneyChoice) => void };

export function ChoiceForm({ choice, onChoose }: ChoiceFormProps) {
  const { texts } = usePlace();
  return (
    <Flex gap="medium" wrap align="end">
      <Select
        label={texts.object}
        name="object"
        value={choice.object}
        options={journeyObjects.map((value) => ({ value, label: texts.objects[value] }))}
        onChange={(value) => onChoose({ ...choice, object: value as JourneyChoice['object'] })}
      />
      <Select
        label={texts.period}
        name="period"
        value={choice.period}
        options={periods.map((value) => ({ value, label: texts.periods[value] }))}
        onChange={(value) => onChoose({ ...choice, period: value as JourneyChoice['period'] })}
      />
      <Select
        label={texts.by}
        name="by"
        value={choice.by}
        options={splits.map((value) => ({ value, label: texts.splits[value] }))}
        onChange={(value) => onChoose({ ...choice, by: value as JourneyChoice['by'] })}
      />
    </Flex>
  );
}
