import { useEffect, useRef } from 'react';
import type { SettingsAgreementData } from '../../../../src/api/agreement-settings-contract.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { Loaded } from '../../pages/parts/Loaded.tsx';
import { PlaceBoundary } from '../../pages/parts/PlaceBoundary.tsx';
import { useBackend } from '../../pages/use-backend.ts';
import { AgreementSettings } from './AgreementSettings.tsx';

/** The agreement of the account: what is in force, a draft of another, what that would have meant, and who changed what when. */
export function AgreementArea({ isShown }: { isShown: boolean }) {
  const { context, reader } = usePlace();
  const backend = useBackend<SettingsAgreementData>(context, `/api/settings/agreement?language=${reader.language}`);
  const { reload } = backend;
  const wasHidden = useRef(false);
  // Another model may have been published meanwhile, with other stages.
  useEffect(() => {
    if (isShown && wasHidden.current) reload();
    wasHidden.current = !isShown;
  }, [isShown, reload]);
  return (
    <PlaceBoundary of={backend.data}>
      <Loaded backend={backend}>{(data) => <AgreementSettings data={data} reload={reload} />}</Loaded>
    </PlaceBoundary>
  );
}
