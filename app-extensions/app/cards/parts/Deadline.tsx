import { Heading, List, PanelSection, Text } from '@hubspot/ui-extensions';
import type { DeadlineData } from '../../../../src/api/clocks-contract.ts';
import { useReader } from '../ReaderProvider.tsx';

/** Of what a deadline is made, in the backend's words: what counted, when it stood still, which holidays were left out. */
export function Deadline({ deadline }: { deadline: DeadlineData | null }) {
  const { texts } = useReader();
  if (deadline === null) {
    return (
      <PanelSection>
        <Heading>{texts.whyThen}</Heading>
        <Text>{texts.noClockOpen}</Text>
      </PanelSection>
    );
  }
  const { clock, sentences } = deadline;
  return (
    <PanelSection>
      <Heading>{texts.whyThen}</Heading>
      <Text format={{ fontWeight: 'demibold' }}>{`${clock.label} · ${clock.team.label}`}</Text>
      <List>
        {sentences.map((sentence) => (
          <Text key={sentence}>{sentence}</Text>
        ))}
      </List>
    </PanelSection>
  );
}
