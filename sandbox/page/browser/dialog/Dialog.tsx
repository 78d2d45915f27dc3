import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { messageOf } from '../portal/ask-portal.ts';

type Props = {
  title: string;
  submit: string;
  canSubmit?: boolean;
  /** Closes when it resolves; what it throws is shown. */
  onSubmit: () => Promise<void>;
  onClose: () => void;
  children: ReactNode;
};

/** A modal form. The browser keeps the focus inside and gives it back afterwards. */
export function Dialog({ title, submit, canSubmit = true, onSubmit, onClose, children }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => {
    element.current?.showModal();
  }, []);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setIsBusy(true);
    try {
      await onSubmit();
      onClose();
    } catch (problem) {
      setError(messageOf(problem));
      setIsBusy(false);
    }
  };
  return (
    <dialog ref={element} className="dialog" aria-labelledby={titleId} onClose={onClose}>
      <form onSubmit={(event) => void send(event)}>
        <h2 id={titleId}>{title}</h2>
        <div className="dialog-body">{children}</div>
        {error !== null && (
          <p className="dialog-error" role="alert">
            {error}
          </p>
        )}
        <div className="dialog-foot">
          <button type="submit" className="button button-primary" disabled={!canSubmit || isBusy}>
            {submit}
          </button>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  );
}
