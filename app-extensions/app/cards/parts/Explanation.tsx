import { Alert, Button, Flex, Heading, LoadingSpinner, PanelSection, Text } from '@hubspot/ui-extensions';
import type { ExplanationData } from '../../../../src/api/explanation-contract.ts';
import { formatDate } from '../dates.ts';
import { useReader } from '../ReaderProvider.tsx';
import { fill } from '../texts/fill.ts';
import type { ExplanationState } from '../use-explanation.ts';

type ExplanationProps = { state: ExplanationState; retry: () => Promise<void> };

export function Explanation({ state, retry }: ExplanationProps) {
  const { texts } = useReader();
  switch (state.kind) {
    case 'unasked':
      return null;
    case 'loading':
      return <LoadingSpinner label={texts.loading} showLabel layout="centered" />;
    case 'failed':
      return (
        <Alert title={texts.explanationFailed} variant="warning">
          <Button variant="secondary" size="sm" onClick={() => void retry()}>
            {texts.retry}
          </Button>
        </Alert>
      );
    case 'ready':
      return <Explained data={state.data} />;
  }
}

type Standing = {
  cause: string | null;
  staysBecause: string | null;
  /** That a person set the outcome, and how long that holds. */
  outcome: string | null;
  stages: {
    stage: { id: string; label: string };
    sentence: string | null;
    comesAt?: string | null;
    relation: string;
  }[];
  newLap: string | null;
  readiness: string | null;
};

function Explained({ data }: { data: ExplanationData }) {
  const reader = useReader();
  const { texts } = reader;
  const { cause, staysBecause, outcome, stages, newLap, readiness } = standingOf(data);
  const present = stages.find(({ relation }) => relation === 'present');
  return (
    <Flex direction="column" gap="medium">
      {cause === null ? null : (
        <PanelSection>
          <Heading>{texts.whyHere}</Heading>
          {present === undefined ? null : <Text format={{ fontWeight: 'demibold' }}>{present.stage.label}</Text>}
          <Text>{cause}</Text>
          {staysBecause === null ? null : <Text>{staysBecause}</Text>}
          {outcome === null ? null : <Text>{outcome}</Text>}
        </PanelSection>
      )}
      <PanelSection>
        <Heading>{texts.otherStages}</Heading>
        <Flex direction="column" gap="small">
          {stages
            .filter(({ sentence }) => sentence !== null)
            .map(({ stage, sentence, comesAt }) => (
              <Flex key={stage.id} direction="column" gap="flush">
                <Text format={{ fontWeight: 'demibold' }}>{stage.label}</Text>
                <Text>{sentence}</Text>
                {comesAt ? (
                  <Text variant="microcopy">
                    {fill(texts.comesAt, { date: formatDate(Date.parse(comesAt), reader) })}
                  </Text>
                ) : null}
              </Flex>
            ))}
          {newLap === null ? null : (
            <Flex direction="column" gap="flush">
              <Text format={{ fontWeight: 'demibold' }}>{texts.anotherLap}</Text>
              <Text>{newLap}</Text>
            </Flex>
          )}
        </Flex>
      </PanelSection>
      {readiness === null ? null : (
        <PanelSection flush>
          <Heading>{texts.readiness}</Heading>
          <Text>{readiness}</Text>
        </PanelSection>
      )}
    </Flex>
  );
}

/** How things stand now: by the open visit, or without a stage. */
function standingOf(data: ExplanationData): Standing {
  const [latest] = data.visits;
  const isOpen = latest !== undefined && latest.leftAt === null;
  const state = isOpen ? latest : data.objectType === 'company' ? null : data.withoutStage;
  const cause = isOpen ? latest.cause : null;
  const nothingElse = { cause, staysBecause: null, outcome: null, newLap: null, readiness: null };
  if (state === null) return { ...nothingElse, stages: [] };
  if (!('readiness' in state)) return { ...nothingElse, stages: state.stages };
  return {
    cause,
    // An older backend does not speak of it.
    outcome: data.objectType === 'company' || !isOpen ? null : (data.visits[0]?.outcomeSaid?.sentence ?? null),
    staysBecause: state.staysBecause,
    stages: state.stages,
    newLap: state.newLap?.sentence ?? null,
    readiness: state.readiness?.sentence ?? null,
  };
}
