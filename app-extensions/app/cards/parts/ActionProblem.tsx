import { Alert, Text } from '@hubspot/ui-extensions';
import { useReader } from '../ReaderProvider.tsx';
import { fill } from '../texts/fill.ts';
import { refusalText } from '../texts/refusals.ts';
import type { ActionState } from '../use-action.ts';

/** Why the last try did not go well; nothing otherwise. */
export function ActionProblem({ state }: { state: ActionState }) {
  const { texts } = useReader();
  switch (state.kind) {
    case 'idle':
    case 'running':
      return null;
    case 'refused':
      return (
        <Alert title={texts.refused} variant="danger">
          <Text>{refusalText(texts.refusals, state.code)}</Text>
          <Text variant="microcopy">{fill(texts.failureCode, { code: state.code })}</Text>
        </Alert>
      );
    case 'busy':
    case 'unanswered':
      return <Alert title={state.kind === 'busy' ? texts.busyTitle : texts.noAnswer} variant="warning" />;
  }
}
