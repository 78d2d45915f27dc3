import type { Model } from '../draft/draft.ts';
import { VersionsTable } from '../parts/VersionsTable.tsx';
import type { Told } from '../use-asking.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';
import type { ModelPartProps } from './ModelSettings.tsx';

type VersionsTabProps = ModelPartProps & {
  /** `asked`: what was being edited at the press. */
  onArrival: (model: Model, asked: Model) => void;
  onTrouble: (told: Exclude<Told<unknown>, { kind: 'done' }>) => void;
  onRestore: (version: number) => void;
};

/** Who put which model in force, and when. */
export function VersionsTab({ data, draft, asking, isReadOnly, onArrival, onTrouble, onRestore }: VersionsTabProps) {
  const texts = useSettingsTexts();
  const look = async (version: number) => {
    const told = await asking.readVersion(version);
    if (told?.kind === 'done') onArrival(told.data.model, draft.model);
    else if (told !== null) onTrouble(told);
  };
  return (
    <VersionsTable
      versions={data.versions}
      inForce={data.version}
      isReadOnly={isReadOnly}
      isAtRisk={draft.isChanged}
      isBusy={asking.running !== null}
      testId="versions"
      name={texts.model}
      onLook={(version) => void look(version)}
      onRestore={onRestore}
    />
  );
}
