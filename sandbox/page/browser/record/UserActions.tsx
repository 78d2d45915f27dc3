import { type ReactNode, useState } from 'react';
import { askPortal, messageOf } from '../portal/ask-portal.ts';
import { isInPipeline } from '../portal/object-words.ts';
import { useToast } from '../Toasts.tsx';
import { AssociateDialog } from './AssociateDialog.tsx';
import { MergeDialog } from './MergeDialog.tsx';
import type { RecordProps } from './RecordView.tsx';
import { StageDialog } from './StageDialog.tsx';

/** What a CRM user does with a record; each of it sends its webhooks. */
export function UserActions({ record, settings }: RecordProps) {
  const [open, setOpen] = useState<'stage' | 'associate' | 'merge' | null>(null);
  const toast = useToast();
  const close = (): void => setOpen(null);
  const logCall = (): void => {
    askPortal('/sandbox/page/calls', { type: record.type, id: record.id }).then(
      () => toast({ tone: 'success', message: 'The call is noted.' }),
      (error) => toast({ tone: 'danger', message: messageOf(error) }),
    );
  };
  return (
    <div className="actions">
      <Action label="Log call" onClick={logCall}>
        <path d="M6.6 3 9 7.4 7.2 9.2c.9 2 2.6 3.7 4.6 4.6l1.8-1.8 4.4 2.4-.5 3.1c-6.500-.1-14-7.400-14-14z" />
      </Action>
      <Action label={isInPipeline(record.type) ? 'Move stage' : 'Lifecycle'} onClick={() => setOpen('stage')}>
        <path d="M3 6h9l3 4.500-3 4.500H3l3-4.500z" />
      </Action>
      <Action label="Associate" onClick={() => setOpen('associate')}>
        <path d="M8.500 12 12 8.500M7 9 4.800 11.200a3 3 0 0 0 4.200 4.200L11 13.500M9.500 7l2-2a3 3 0 0 1 4.200 4.200L13.500 11.500" />
      </Action>
      <Action label="Merge" onClick={() => setOpen('merge')}>
        <path d="M4 4h3l3 5 3-5h3M10 9v7" />
      </Action>
      {open === 'stage' && <StageDialog record={record} settings={settings} onClose={close} />}
      {open === 'merge' && <MergeDialog record={record} settings={settings} onClose={close} />}
      {open === 'associate' && <AssociateDialog record={record} settings={settings} onClose={close} />}
    </div>
  );
}

function Action({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className="action" onClick={onClick}>
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" className="action-icon">
        {children}
      </svg>
      {label}
    </button>
  );
}
