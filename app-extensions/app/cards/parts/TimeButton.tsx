import { Button, Panel, PanelBody } from '@hubspot/ui-extensions';
import type { ShownClock } from '../journey.ts';
import { useReader } from '../ReaderProvider.tsx';
import { useClocks } from '../use-clocks.ts';
import { TimePanel } from './TimePanel.tsx';

/** Opens beside the record why its clock is due when it is, and to whom its time belonged. */
export function TimeButton({ clock }: { clock: ShownClock | null }) {
  const { texts } = useReader();
  const { state, load } = useClocks(clock);
  return (
    <Button
      variant="secondary"
      size="sm"
      overlay={
        <Panel id="journey-steward-time" title={texts.timeSoFar} variant="modal" width="md" onOpen={() => void load()}>
          <PanelBody>
            <TimePanel state={state} retry={load} />
          </PanelBody>
        </Panel>
      }
    >
      {texts.timeSoFar}
    </Button>
  );
}
