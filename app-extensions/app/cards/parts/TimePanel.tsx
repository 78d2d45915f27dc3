import { Alert, Button, Flex, LoadingSpinner } from '@hubspot/ui-extensions';
import { useReader } from '../ReaderProvider.tsx';
import type { ClocksState } from '../use-clocks.ts';
import { Deadline } from './Deadline.tsx';
import { ElapsedTime } from './ElapsedTime.tsx';

export function TimePanel({ state, retry }: { state: ClocksState; retry: () => Promise<void> }) {
  const { texts } = useReader();
  switch (state.kind) {
    case 'unasked':
      return null;
    case 'loading':
      return <LoadingSpinner label={texts.loading} showLabel layout="centered" />;
    case 'failed':
      return (
        <Alert title={texts.timeFailed} variant="warning">
          <Button variant="secondary" size="sm" onClick={() => void retry()}>
            {texts.retry}
          </Button>
        </Alert>
      );
    case 'ready':
      return (
        <Flex direction="column" gap="medium">
          <Deadline deadline={state.deadline} />
          <ElapsedTime elapsed={state.elapsed} />
        </Flex>
      );
  }
}
