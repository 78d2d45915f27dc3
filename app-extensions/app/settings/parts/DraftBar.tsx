import { Button, Flex, LoadingButton, StatusTag } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import { fill } from '../../cards/texts/fill.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';

type DraftBarProps = {
  draft: { base: number; isChanged: boolean };
  /** The name of what is under way. */
  running: string | null;
  isReadOnly: boolean;
  isOvertaken: boolean;
  onPreview: () => void;
  onPublish: () => void;
  onDrop: () => void;
  /** What is to be chosen before publishing. */
  children?: ReactNode;
};

/** Whether something is unpublished, and what can be done with it. */
export function DraftBar(props: DraftBarProps) {
  const { draft, running, isReadOnly, isOvertaken, onPreview, onPublish, onDrop, children } = props;
  const texts = useSettingsTexts();
  const isBusy = running !== null;
  return (
    <Flex gap="small" align="center" wrap>
      <StatusTag variant={draft.isChanged ? 'warning' : 'success'}>
        {draft.isChanged ? fill(texts.changed, { base: String(draft.base) }) : texts.unchanged}
      </StatusTag>
      <LoadingButton
        variant="secondary"
        size="sm"
        loading={running === 'preview'}
        disabled={!draft.isChanged || isBusy}
        onClick={onPreview}
      >
        {texts.preview}
      </LoadingButton>
      {isReadOnly ? null : children}
      {isReadOnly ? null : (
        <LoadingButton
          variant="primary"
          size="sm"
          loading={running === 'publish'}
          disabled={!draft.isChanged || isBusy || isOvertaken}
          onClick={onPublish}
        >
          {texts.publish}
        </LoadingButton>
      )}
      <Button variant="transparent" size="sm" disabled={!draft.isChanged || isBusy} onClick={onDrop}>
        {texts.drop}
      </Button>
    </Flex>
  );
}
