import { Button, Flex, LoadingButton, StatusTag } from '@hubspot/ui-extensions';
import { fill } from '../../cards/texts/fill.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';
import type { ModelPartProps } from './ModelSettings.tsx';

type DraftBarProps = ModelPartProps & {
  isOvertaken: boolean;
  onPreview: () => void;
  onPublish: () => void;
  onDrop: () => void;
};

/** Whether something is unpublished, and what can be done with it. */
export function DraftBar({ draft, asking, isReadOnly, isOvertaken, onPreview, onPublish, onDrop }: DraftBarProps) {
  const texts = useSettingsTexts();
  const isBusy = asking.running !== null;
  return (
    <Flex gap="small" align="center" wrap>
      <StatusTag variant={draft.isChanged ? 'warning' : 'success'}>
        {draft.isChanged ? fill(texts.changed, { base: String(draft.base) }) : texts.unchanged}
      </StatusTag>
      <LoadingButton
        variant="secondary"
        size="sm"
        loading={asking.running === 'preview'}
        disabled={!draft.isChanged || isBusy}
        onClick={onPreview}
      >
        {texts.preview}
      </LoadingButton>
      {isReadOnly ? null : (
        <LoadingButton
          variant="primary"
          size="sm"
          loading={asking.running === 'publish'}
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
