import { Button, Flex, Text, TextArea } from '@hubspot/ui-extensions';
import { useRef, useState } from 'react';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { useSettingsTexts } from '../use-settings-texts.ts';
import { AskBeforeLoss } from './AskBeforeLoss.tsx';

type FileTabProps<Content> = {
  /** What is being edited. */
  content: Content;
  isReadOnly: boolean;
  /** Null for what can't be drawn as a form; what is wrong within it the preview tells, place by place. */
  read: (text: string) => Content | null;
  texts: Record<'importNote' | 'fileNote' | 'fileUnreadable', string>;
  /** Whether the draft has changes that nobody has published. */
  isAtRisk: boolean;
  onBegin: (content: Content) => void;
};

/** A draft as the file that it is: to copy, to edit elsewhere, and to bring back. */
export function FileTab<Content>(props: FileTabProps<Content>) {
  const { content, isReadOnly, isAtRisk, read, texts: own, onBegin } = props;
  const texts = useSettingsTexts();
  const place = usePlace();
  const given = useRef('');
  const [failure, setFailure] = useState<string | null>(null);
  const file = JSON.stringify(content, null, 2);
  const copy = async () => {
    try {
      await place.actions.copyTextToClipboard(file);
      place.actions.addAlert({ type: 'success', message: texts.fileCopied });
    } catch {
      place.actions.addAlert({ type: 'warning', message: place.texts.notCopied });
    }
  };
  const take = () => {
    const taken = read(given.current);
    setFailure(taken === null ? own.fileUnreadable : null);
    if (taken !== null) onBegin(taken);
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
            description={own.importNote}
            rows={10}
            onInput={keep}
            onChange={keep}
            {...(failure !== null && { error: true, validationMessage: failure })}
          />
          <AskBeforeLoss isAtRisk={isAtRisk} onYes={take}>
            {(press) => (
              <Flex>
                <Button variant="secondary" size="sm" onClick={press}>
                  {texts.takeFile}
                </Button>
              </Flex>
            )}
          </AskBeforeLoss>
          <Text variant="microcopy">{own.fileNote}</Text>
        </Flex>
      )}
    </Flex>
  );
}
