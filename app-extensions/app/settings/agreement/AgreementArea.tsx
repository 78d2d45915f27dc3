import type { SettingsAgreementData } from '../../../../src/api/agreement-settings-contract.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { Loaded } from '../../pages/parts/Loaded.tsx';
import { useBackend } from '../../pages/use-backend.ts';
import { AgreementSettings } from './AgreementSettings.tsx';

/** The agreement of the account: what is in force, a draft of another, what that would have meant, and who changed what when. */
export function AgreementArea() {
  const { context, reader } = usePlace();
  const backend = useBackend<SettingsAgreementData>(context, `/api/settings/agreement?language=${reader.language}`);
  return <Loaded backend={backend}>{(data) => <AgreementSettings data={data} reload={backend.reload} />}</Loaded>;
}
