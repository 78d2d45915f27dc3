import { Flex, Heading, Image, Text } from '@hubspot/ui-extensions';
import type { ReadyJourneyPage } from '../../../../src/api/journey-page-contract.ts';
import { fill } from '../../cards/texts/fill.ts';
import { usePlace } from '../PlaceProvider.tsx';
import { drawMap } from './draw-map.ts';

/** The map as a picture: a ring where the model is circular. Who can't see it hears the ways in words. */
export function JourneyMap({ data }: { data: ReadyJourneyPage }) {
  const { reader, texts } = usePlace();
  const format = new Intl.NumberFormat(reader.locale);
  const moves = data.stages.flatMap((stage) =>
    stage.next.map(({ stage: to, share }) => ({ from: stage, to, count: share.count })),
  );
  const picture = drawMap({
    isCircular: data.model.isCircular,
    stages: data.stages.map(({ id, label, team, now }) => ({ id, label, team: team.id, number: format.format(now) })),
    moves: moves.map(({ from, to, count }) => ({ from: from.id, to: to.id, count })),
  });
  const inWords = moves.map(({ from, to, count }) =>
    fill(texts.mapMove, { from: from.label, to: to.label, count: format.format(count) }),
  );
  return (
    <Flex direction="column" gap="small">
      <Heading>{texts.map}</Heading>
      <Image
        src={`data:image/svg+xml,${encodeURIComponent(picture.svg)}`}
        alt={[data.model.label, ...inWords].join('. ')}
        width={picture.width}
        height={picture.height}
      />
      <Text variant="microcopy">{texts.mapNote}</Text>
    </Flex>
  );
}
