import { Button, Flex, LoadingButton, ModalBody, ModalFooter } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import { useReader } from '../ReaderProvider.tsx';
import type { Action } from '../use-action.ts';
import { ActionProblem } from './ActionProblem.tsx';

type ModalFormProps = { action: Action; save: () => Promise<void>; done: () => void; children: ReactNode };

/** The fields of a form in a modal, how the last try went, and the two ways out. */
export function ModalForm({ action: { state, forget }, save, done, children }: ModalFormProps) {
  const { texts } = useReader();
  const isRunning = state.kind === 'running';
  return (
    <>
      <ModalBody>
        <Flex direction="column" gap="medium">
          {children}
          <ActionProblem state={state} />
        </Flex>
      </ModalBody>
      <ModalFooter>
        <Flex gap="small">
          <LoadingButton variant="primary" loading={isRunning} onClick={() => void save()}>
            {texts.save}
          </LoadingButton>
          <Button
            variant="secondary"
            disabled={isRunning}
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
