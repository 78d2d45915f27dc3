import type { SettingsModelData } from '../../../../src/api/settings-contract.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { Loaded } from '../../pages/parts/Loaded.tsx';
import { PlaceBoundary } from '../../pages/parts/PlaceBoundary.tsx';
import { useBackend } from '../../pages/use-backend.ts';
import { ModelSettings } from './ModelSettings.tsx';

/** The journey model of the account: what is in force, a draft of another, what that would do, and who changed what when. */
export function ModelArea() {
  const { context, reader } = usePlace();
  const backend = useBackend<SettingsModelData>(context, `/api/settings/model?language=${reader.language}`);
  return (
    <PlaceBoundary of={backend.data}>
      <Loaded backend={backend}>{(data) => <ModelSettings data={data} reload={backend.reload} />}</Loaded>
    </PlaceBoundary>
  );
}
