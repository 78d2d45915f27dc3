import { Accordion, Button, Flex, Heading, Input, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { fill } from '../../cards/texts/fill.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { addReason, withAgreement } from '../draft/agreement-draft.ts';
import { problemsWithin } from '../draft/problems.ts';
import { NamesForm } from '../parts/NamesForm.tsx';
import { useAgreementTexts } from '../use-agreement-texts.ts';
import type { AgreementPartProps } from './AgreementSettings.tsx';

/** The reasons for which a handoff can be given back, each with its name in every language. */
export function ReasonsForm({ draft, problems, isReadOnly, onDraft }: AgreementPartProps) {
  const texts = useAgreementTexts();
  const { reader } = usePlace();
  const [name, setName] = useState('');
  const { returnReasons } = draft.agreement;
  const add = () => {
    if (name.trim() === '') return;
    onDraft(addReason(draft, name.trim()));
    setName('');
  };
  return (
    <Flex direction="column" gap="small">
      <Heading>{texts.reasons}</Heading>
      <Text variant="microcopy">{texts.reasonsNote}</Text>
      {returnReasons.map((reason, index) => {
        const place = `returnReasons[${index}]`;
        const isMarked = problemsWithin(problems, place).length > 0;
        const others = returnReasons.filter((one) => one !== reason);
        return (
          <Accordion key={reason.id} title={`${isMarked ? '⚠ ' : ''}${reason.name[reader.language]}`} size="sm">
            <Flex direction="column" gap="small">
              <NamesForm
                names={reason.name}
                place={`${place}.name`}
                problems={problems}
                isReadOnly={isReadOnly}
                onChange={(changed) =>
                  onDraft(
                    withAgreement(draft, {
                      returnReasons: returnReasons.map((one) => (one === reason ? { ...one, name: changed } : one)),
                    }),
                  )
                }
              />
              {isReadOnly ? null : (
                <Flex>
                  <Button
                    variant="destructive"
                    size="xs"
                    onClick={() => onDraft(withAgreement(draft, { returnReasons: others }))}
                  >
                    {fill(texts.removeReason, { reason: reason.name[reader.language] })}
                  </Button>
                </Flex>
              )}
            </Flex>
          </Accordion>
        );
      })}
      {isReadOnly ? null : (
        <Flex gap="small" align="end" wrap>
          <Input label={texts.newReason} name="new-reason" value={name} onInput={setName} onChange={setName} />
          <Button variant="secondary" size="sm" onClick={add}>
            {texts.addReason}
          </Button>
        </Flex>
      )}
    </Flex>
  );
}
