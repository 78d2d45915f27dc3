import { Button, Flex, Text } from '@hubspot/ui-extensions';
import { type ReactNode, useState } from 'react';
import { useQuestionTexts } from '../texts/question-texts.ts';

type AskBeforeLossProps = {
  /** Whether the draft has changes that nobody has published. */
  isAtRisk: boolean;
  onYes: () => void;
  /** The button; it calls what it is given. */
  children: (press: () => void) => ReactNode;
};

/** A button that takes the place of the draft: while that has unpublished changes, it asks first. */
export function AskBeforeLoss({ isAtRisk, onYes, children }: AskBeforeLossProps) {
  const texts = useQuestionTexts();
  const [isAsked, setIsAsked] = useState(false);
  if (!isAsked || !isAtRisk) return children(() => (isAtRisk ? setIsAsked(true) : onYes()));
  const drop = () => {
    setIsAsked(false);
    onYes();
  };
  return (
    <Flex gap="small" align="center" wrap>
      <Text>{texts.drop}</Text>
      <Button variant="destructive" size="xs" onClick={drop}>
        {texts.dropYes}
      </Button>
      <Button variant="secondary" size="xs" onClick={() => setIsAsked(false)}>
        {texts.keep}
      </Button>
    </Flex>
  );
}
