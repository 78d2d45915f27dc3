import { Button, Flex, LoadingButton, StatusTag } from '@hubspot/ui-extensions';
import { type ReactNode, useState } from 'react';
import { Boundary } from '../../cards/Boundary.tsx';
import { fill } from '../../cards/texts/fill.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';
import { AskBeforeLoss } from './AskBeforeLoss.tsx';
import { type Foretold, PublishQuestion } from './PublishQuestion.tsx';

type DraftBarProps = {
  draft: { base: number; isChanged: boolean };
  /** The name of what is under way. */
  running: string | null;
  isReadOnly: boolean;
  isOvertaken: boolean;
  foretold: Foretold;
  onPreview: () => void;
  onPublish: () => void;
  onDrop: () => void;
  /** What is to be chosen before publishing. */
  children?: ReactNode;
};

/** Whether something is unpublished, and what can be done with it. */
export function DraftBar(props: DraftBarProps) {
  const { draft, running, isReadOnly, isOvertaken, foretold, onPreview, onPublish, onDrop, children } = props;
  const texts = useSettingsTexts();
  const [isAsked, setIsAsked] = useState(false);
  const isBusy = running !== null;
  const close = (step: () => void) => () => {
    setIsAsked(false);
    step();
  };
  const isQuestionShown = isAsked && draft.isChanged && !isOvertaken && !isReadOnly;
  const question = {
    isBusy,
    onPreview: close(onPreview),
    onPublish: close(onPublish),
    onCancel: () => setIsAsked(false),
  };
  return (
    <Flex direction="column" gap="small">
      <Flex gap="small" align="center" wrap>
        <StatusTag variant={draft.isChanged ? 'warning' : 'success'}>
          {draft.isChanged ? fill(texts.changed, { base: String(draft.base) }) : texts.unchanged}
        </StatusTag>
        {isQuestionShown ? null : (
          <LoadingButton
            variant="secondary"
            size="sm"
            loading={running === 'preview'}
            disabled={!draft.isChanged || isBusy}
            onClick={onPreview}
          >
            {texts.preview}
          </LoadingButton>
        )}
        {isReadOnly ? null : children}
        {isReadOnly || isQuestionShown ? null : (
          <LoadingButton
            variant="primary"
            size="sm"
            loading={running === 'publish'}
            disabled={!draft.isChanged || isBusy || isOvertaken}
            onClick={() => setIsAsked(true)}
          >
            {texts.publish}
          </LoadingButton>
        )}
        <AskBeforeLoss isAtRisk={draft.isChanged} onYes={close(onDrop)}>
          {(press) => (
            <Button variant="transparent" size="sm" disabled={!draft.isChanged || isBusy} onClick={press}>
              {texts.drop}
            </Button>
          )}
        </AskBeforeLoss>
      </Flex>
      {isQuestionShown ? (
        // A preview of an unknown shape tells nothing.
        <Boundary of={foretold} instead={<PublishQuestion {...question} foretold={{ ...foretold, tell: null }} />}>
          <PublishQuestion {...question} foretold={foretold} />
        </Boundary>
      ) : null}
    </Flex>
  );
}
