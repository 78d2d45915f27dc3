import { Button, Modal } from '@hubspot/ui-extensions';
import { type ReactNode, useState } from 'react';
import { useRecord } from '../RecordProvider.tsx';

type FormButtonProps = {
  /** Of the overlay; one of its own for each button. */
  id: string;
  label: string;
  title: string;
  /** The form, anew after each time that it was done. */
  form: (round: number, done: () => void) => ReactNode;
};

/** A button that opens a form in an overlay, which closes when the form is done. */
export function FormButton({ id, label, title, form }: FormButtonProps) {
  const { actions } = useRecord();
  const [round, setRound] = useState(0);
  const done = () => {
    actions.closeOverlay(id);
    setRound(round + 1);
  };
  return (
    <Button
      variant="secondary"
      size="sm"
      overlay={
        <Modal id={id} title={title} width="md">
          {form(round, done)}
        </Modal>
      }
    >
      {label}
    </Button>
  );
}
