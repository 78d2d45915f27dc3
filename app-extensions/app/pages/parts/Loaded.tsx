import { Alert, ErrorState, Flex, LoadingButton, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import { fill } from '../../cards/texts/fill.ts';
import { usePlace } from '../PlaceProvider.tsx';
import type { Backend } from '../use-backend.ts';

type LoadedProps<Data> = { backend: Backend<Data>; children: (data: Data) => ReactNode };

/** What the backend told, what stands in for it until it has, and why it has not. */
export function Loaded<Data>({ backend, children }: LoadedProps<Data>) {
  const { texts } = usePlace();
  const { data, trouble, isLoading } = backend;
  if (data === null && trouble === null) {
    return <LoadingSpinner label={texts.loading} showLabel layout="centered" size="md" />;
  }
  if (data === null) {
    return (
      <ErrorState title={trouble?.kind === 'busy' ? texts.busyTitle : texts.failedTitle}>
        <Flex direction="column" gap="small" align="center">
          <TroubleText backend={backend} />
          <Retry backend={backend} />
        </Flex>
      </ErrorState>
    );
  }
  return (
    <Flex direction="column" gap="medium">
      {trouble === null || isLoading ? null : (
        <Alert title={trouble.kind === 'busy' ? texts.busyTitle : texts.notRefreshed} variant="warning">
          <Flex direction="column" align="start" gap="small">
            <TroubleText backend={backend} />
            <Retry backend={backend} />
          </Flex>
        </Alert>
      )}
      {children(data)}
    </Flex>
  );
}

function TroubleText<Data>({ backend: { trouble } }: { backend: Backend<Data> }) {
  const { texts } = usePlace();
  if (trouble?.kind !== 'refused') return <Text>{texts.failed}</Text>;
  if (trouble.code === 'account-unknown') return <Text>{texts.notInstalled}</Text>;
  return <Text variant="microcopy">{fill(texts.failureCode, { code: trouble.code })}</Text>;
}

function Retry<Data>({ backend }: { backend: Backend<Data> }) {
  const { texts } = usePlace();
  return (
    <LoadingButton variant="secondary" size="sm" loading={backend.isLoading} onClick={backend.reload}>
      {texts.retry}
    </LoadingButton>
  );
}
