import { Button, Flex, Text } from '@hubspot/ui-extensions';
import { useQuestionTexts } from '../texts/question-texts.ts';

/** Whether unpublished changes may be lost. */
export function LossQuestion({ onYes, onNo }: { onYes: () => void; onNo: () => void }) {
  const texts = useQuestionTexts();
  return (
    <Flex gap="small" align="center" wrap>
      <Text>{texts.drop}</Text>
      <Button variant="destructive" size="xs" onClick={onYes}>
        {texts.dropYes}
      </Button>
      <Button variant="secondary" size="xs" onClick={onNo}>
        {texts.keep}
      </Button>
    </Flex>
  );
}
