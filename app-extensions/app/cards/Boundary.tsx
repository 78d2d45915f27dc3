import { Button, ErrorState, Flex, Text } from '@hubspot/ui-extensions';
import { Component, type ReactNode } from 'react';
import { useReader } from './ReaderProvider.tsx';
import { useRecord } from './RecordProvider.tsx';

type BoundaryProps = { children: ReactNode };

/** An answer of a shape that this card cannot draw, such as one of a newer backend, costs the card, and says so. */
export class Boundary extends Component<BoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <Misunderstood /> : this.props.children;
  }
}

function Misunderstood() {
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
