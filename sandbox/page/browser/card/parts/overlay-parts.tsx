import { type ReactNode, useContext, useEffect, useId, useRef } from 'react';
import { listenToClosing, OverlayContext } from './overlay-context.ts';

function Tooltip({ placement = 'top', children }: { placement?: string; children?: ReactNode }) {
  return (
    <span role="tooltip" className={`part-tooltip part-tooltip-${placement}`}>
      {children}
    </span>
  );
}

type ModalProps = {
  id?: string;
  title?: string;
  width?: string;
  onOpen?: () => void;
  onClose?: () => void;
  children?: ReactNode;
};

function Modal(props: ModalProps) {
  return <Overlay {...props} kind="modal" />;
}

function Panel(props: ModalProps) {
  return <Overlay {...props} kind="side" />;
}

function Overlay({
  id,
  title = '',
  width = 'sm',
  onOpen,
  onClose,
  kind,
  children,
}: ModalProps & { kind: 'modal' | 'side' }) {
  const { isOpen, close } = useContext(OverlayContext);
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // biome-ignore lint/correctness/useExhaustiveDependencies: opening is told once for each time that it opens.
  useEffect(() => {
    if (!isOpen) return;
    element.current?.showModal();
    onOpen?.();
  }, [isOpen]);
  useEffect(() => listenToClosing((closed) => closed === id && element.current?.close()), [id]);
  if (!isOpen) return null;
  const end = (): void => {
    close();
    onClose?.();
  };
  return (
    <dialog
      ref={element}
      className={`dialog part-overlay-${kind} part-overlay-${width}`}
      aria-labelledby={titleId}
      onClose={end}
    >
      <div className="part-overlay-head">
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="quiet" aria-label="Close" onClick={() => element.current?.close()}>
          ×
        </button>
      </div>
      {children}
    </dialog>
  );
}

function Body({ children }: { children?: ReactNode }) {
  return <div className="dialog-body">{children}</div>;
}

function Foot({ children }: { children?: ReactNode }) {
  return <div className="dialog-foot">{children}</div>;
}

export const overlayParts = {
  Tooltip,
  Modal,
  ModalBody: Body,
  ModalFooter: Foot,
  Panel,
  PanelBody: Body,
  PanelSection: Body,
  PanelFooter: Foot,
};
