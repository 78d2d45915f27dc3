import { type AssociatedRecord, pageObjects } from '../../page-data.ts';
import { messageOf } from '../portal/ask-portal.ts';
import { objectWords } from '../portal/object-words.ts';
import { PageLink } from '../portal/PageLink.tsx';
import { openPreview } from '../preview/preview-requests.ts';
import { useToast } from '../Toasts.tsx';
import { associate } from './change-record.ts';
import type { RecordProps } from './RecordView.tsx';

export function AssociationPanel({ record, settings }: RecordProps) {
  const toast = useToast();
  const remove = (other: AssociatedRecord): void => {
    associate('dissociate', record, other, settings.user.id).catch((error: unknown) =>
      toast({ tone: 'danger', message: messageOf(error) }),
    );
  };
  const types = pageObjects.filter((type) => record.associations.some((one) => one.type === type));
  return (
    <section className="panel" aria-labelledby="associations-title">
      <h2 id="associations-title" className="panel-title">
        Associations
      </h2>
      {types.length === 0 && <p className="none">Associated with nothing.</p>}
      {types.map((type) => (
        <div key={type} className="associations">
          <h3 className="associations-type">{objectWords[type].many}</h3>
          <ul>
            {record.associations
              .filter((one) => one.type === type)
              .map((one) => (
                <li key={one.id}>
                  <PageLink href={`/record/${type}/${one.id}`}>{one.name}</PageLink>
                  {one.isPrimary && <span className="choice-note">primary</span>}
                  <button type="button" className="quiet associations-preview" onClick={() => openPreview(one)}>
                    Preview<span className="only-heard"> {one.name}</span>
                  </button>
                  <button type="button" className="quiet associations-remove" onClick={() => remove(one)}>
                    <span aria-hidden="true">×</span>
                    <span className="only-heard">Take away the association with {one.name}</span>
                  </button>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
