import { TextArea } from '@hubspot/ui-extensions';
import { useReader } from '../ReaderProvider.tsx';

const longestReason = 500;

type ReasonFieldProps = { reason: string; onReason: (reason: string) => void; isLacking: boolean };

/** Why somebody says what they say; asked for at the field. */
export function ReasonField({ reason, onReason, isLacking }: ReasonFieldProps) {
  const { texts } = useReader();
  return (
    <TextArea
      name="reason"
      label={texts.reason}
      description={texts.reasonHint}
      required
      maxLength={longestReason}
      rows={3}
      value={reason}
      onInput={onReason}
      onChange={onReason}
      error={isLacking}
      validationMessage={isLacking ? texts.giveReason : ''}
    />
  );
}
