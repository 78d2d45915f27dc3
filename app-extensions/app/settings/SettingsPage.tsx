import { Tab, Tabs } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { AgreementArea } from './agreement/AgreementArea.tsx';
import { ModelArea } from './model/ModelArea.tsx';
import { useAgreementTexts } from './use-agreement-texts.ts';

/** What is set for the account: its journey model, and what its teams have agreed. */
export function SettingsPage() {
  const { areas } = useAgreementTexts();
  const [area, setArea] = useState('model');
  const [isAgreementSeen, setIsAgreementSeen] = useState(false);
  const choose = (id: string | number) => {
    setArea(String(id));
    // The first paint needs one request; what has been opened stays, with the draft in it.
    if (id === 'agreement') setIsAgreementSeen(true);
  };
  return (
    <Tabs variant="enclosed" selected={area} onSelectedChange={choose}>
      <Tab tabId="model" title={areas.model}>
        <ModelArea />
      </Tab>
      <Tab tabId="agreement" title={areas.agreement}>
        {isAgreementSeen ? <AgreementArea isShown={area === 'agreement'} /> : null}
      </Tab>
    </Tabs>
  );
}
