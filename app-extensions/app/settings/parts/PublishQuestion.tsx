import { Alert, Button, Flex, Text } from '@hubspot/ui-extensions';
import { useQuestionTexts } from '../texts/question-texts.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';

export type Foretold = {
  /** Says in words what a preview of this very draft told; null where there was none. */
  tell: (() => string) | null;
  /** What is said then. */
  unseen: string;
};

type PublishQuestionProps = {
  foretold: Foretold;
  isBusy: boolean;
  onPreview: () => void;
  onPublish: () => void;
  onCancel: () => void;
};

/** Whether everybody's records are to move. What nobody has looked at is to be looked at first, and can be published all the same. */
export function PublishQuestion({ foretold, isBusy, onPreview, onPublish, onCancel }: PublishQuestionProps) {
  const texts = useQuestionTexts();
  const { preview, cancel } = useSettingsTexts();
  const isUnseen = foretold.tell === null;
  return (
    <Alert title={texts.publish} variant="warning">
      <Flex direction="column" align="start" gap="small">
        <Text>{foretold.tell?.() ?? foretold.unseen}</Text>
        <Flex gap="small" wrap>
          {isUnseen ? (
            <Button variant="primary" size="sm" disabled={isBusy} onClick={onPreview}>
              {preview}
            </Button>
          ) : null}
          <Button variant={isUnseen ? 'secondary' : 'primary'} size="sm" disabled={isBusy} onClick={onPublish}>
            {isUnseen ? texts.publishUnseen : texts.publishYes}
          </Button>
          <Button variant="transparent" size="sm" onClick={onCancel}>
            {cancel}
          </Button>
        </Flex>
      </Flex>
    </Alert>
  );
}
