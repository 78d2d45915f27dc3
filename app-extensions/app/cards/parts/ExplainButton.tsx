import { Button, Panel, PanelBody } from '@hubspot/ui-extensions';
import { useReader } from '../ReaderProvider.tsx';
import { useExplanation } from '../use-explanation.ts';
import { Explanation } from './Explanation.tsx';

export const explanationPanel = 'journey-steward-explanation';

/** Opens beside the record why it is in its stage, and what would bring each other one. */
export function ExplainButton() {
  const { texts } = useReader();
  const { state, load } = useExplanation();
  return (
    <Button
      variant="secondary"
      size="sm"
      overlay={
        <Panel id={explanationPanel} title={texts.explainTitle} variant="modal" width="md" onOpen={() => void load()}>
          <PanelBody>
            <Explanation state={state} retry={load} />
          </PanelBody>
        </Panel>
      }
    >
      {texts.explain}
    </Button>
  );
}
