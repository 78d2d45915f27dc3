import { Button, ErrorState, Flex, Text } from '@hubspot/ui-extensions';
import { useReader } from '../ReaderProvider.tsx';
import { useRecord } from '../RecordProvider.tsx';

/** That the card could not draw what the backend has answered. */
export function Misunderstood() {
  const { texts } = useReader();
  const { actions } = useRecord();
  return (
    <ErrorState title={texts.misunderstoodTitle}>
      <Flex direction="column" gap="small" align="center">
        <Text>{texts.misunderstood}</Text>
        <Button variant="secondary" size="sm" onClick={() => actions.reloadPage()}>
          {texts.reloadPage}
        </Button>
      </Flex>
    </ErrorState>
  );
}
