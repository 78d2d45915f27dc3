import type { ReactNode } from 'react';
import { objectWords } from '../../portal/object-words.ts';
import { PageLink } from '../../portal/PageLink.tsx';
import { openPreview } from '../../preview/preview-requests.ts';

type LinkProps = {
  actionType?: string;
  actionContext?: { objectTypeId?: string; objectId?: number };
  children?: ReactNode;
};

/** A link to a record, or to its preview; HubSpot's other actions are not offered here. */
function CrmActionLink({ actionType, actionContext = {}, children }: LinkProps) {
  const [type] = Object.entries(objectWords).find(([, { typeId }]) => typeId === actionContext.objectTypeId) ?? [];
  const id = String(actionContext.objectId ?? '');
  if (type === undefined) return <span className="part-unsupported">{children}</span>;
  if (actionType === 'PREVIEW_OBJECT') {
    return (
      <button
        type="button"
        className="part-link part-link-primary"
        onClick={() => openPreview({ type: type as keyof typeof objectWords, id })}
      >
        {children}
      </button>
    );
  }
  if (actionType !== 'RECORD_APP_LINK') return <span className="part-unsupported">{children}</span>;
  return (
    <PageLink href={`/record/${type}/${id}`} className="part-link part-link-primary">
      {children}
    </PageLink>
  );
}

export const crmParts = { CrmActionLink, CrmActionButton: CrmActionLink };
