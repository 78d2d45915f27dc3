import { Button, Flex, LoadingButton, ModalBody, ModalFooter, Select, Text, TextArea } from '@hubspot/ui-extensions';
import { useRef, useState } from 'react';
import { newActionId } from '../action-id.ts';
import type { Journey } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { useRecord } from '../RecordProvider.tsx';
import { useAction } from '../use-action.ts';
import type { Card } from '../use-card.ts';
import { ActionProblem } from './ActionProblem.tsx';

const longestReason = 500;

type CorrectionFormProps = { data: Journey; card: Card; done: () => void };

/** The stage and the reason; both are asked for at the field. What was typed stays until it was saved. */
export function CorrectionForm({ data, card, done }: CorrectionFormProps) {
  const { texts } = useReader();
  const { actions } = useRecord();
  const { state, run, forget } = useAction(card);
  const [stage, setStage] = useState<string>();
  const [reason, setReason] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const sent = useRef({ id: '', said: '' });
  const hasReason = reason.trim() !== '';

  const save = async () => {
    setWasTried(true);
    if (stage === undefined || !hasReason) return;
    // The same words under the same id are one correction, however often they arrive; other words are another one.
    const said = JSON.stringify([stage, reason]);
    if (sent.current.said !== said) sent.current = { id: newActionId(), said };
    if (!(await run('correction', { stage, reason: reason.trim(), correctionId: sent.current.id }))) return;
    actions.addAlert({ type: 'success', message: texts.correctSaved });
    done();
  };

  return (
    <>
      <ModalBody>
        <Flex direction="column" gap="medium">
          <Text>{texts.correctExplained}</Text>
          <Select
            name="stage"
            label={texts.rightStage}
            required
            options={data.stages.map(({ id, label }) => ({ value: id, label }))}
            value={stage}
            onChange={(value) => setStage(String(value))}
            error={wasTried && stage === undefined}
            validationMessage={wasTried && stage === undefined ? texts.chooseStage : ''}
          />
          <TextArea
            name="reason"
            label={texts.reason}
            description={texts.reasonHint}
            required
            maxLength={longestReason}
            rows={3}
            value={reason}
            onInput={setReason}
            onChange={setReason}
            error={wasTried && !hasReason}
            validationMessage={wasTried && !hasReason ? texts.giveReason : ''}
          />
          <ActionProblem state={state} />
        </Flex>
      </ModalBody>
      <ModalFooter>
        <Flex gap="small">
          <LoadingButton variant="primary" loading={state.kind === 'running'} onClick={() => void save()}>
            {texts.save}
          </LoadingButton>
          <Button
            variant="secondary"
            disabled={state.kind === 'running'}
            onClick={() => {
              forget();
              done();
            }}
          >
            {texts.cancel}
          </Button>
        </Flex>
      </ModalFooter>
    </>
  );
}
