import { Accordion, Flex, Heading, Image, Text } from '@hubspot/ui-extensions';
import { usePlace } from '../PlaceProvider.tsx';
import { CopyCsv } from '../parts/CopyCsv.tsx';
import type { CountedProps } from './CountedJourneys.tsx';
import { drawTouchpointMap } from './draw-touchpoint-map.ts';
import { TouchpointMapTable } from './TouchpointMapTable.tsx';
import { mappedStages, touchpointCsv, touchpointSentences } from './touchpoint-rows.ts';
import { useTouchpointTexts } from './touchpoint-texts.ts';

/** How, where and when the firm means to meet the buyer in each stage, and what the buyer decides there. */
export function TouchpointMap({ data, choice }: CountedProps) {
  const { texts: pageTexts } = usePlace();
  const texts = useTouchpointTexts();
  const mapped = mappedStages(data.stages);
  const isEmpty = mapped.every(({ touchpoints, decisions }) => touchpoints.length + decisions.length === 0);
  const picture = drawTouchpointMap({
    isCircular: data.model.isCircular,
    lanes: texts.lanes,
    stages: mapped.map(({ stage, touchpoints, decisions }) => ({
      label: stage.label,
      team: stage.team.id,
      touchpoints,
      decisions: decisions.map(({ number, label, leadsTo }) => ({
        ...{ number, label },
        leadsTo: leadsTo.map((target) => target.label),
      })),
    })),
  });
  return (
    <Flex direction="column" gap="small">
      <Flex justify="between" align="center">
        <Heading>{pageTexts.touchpoints}</Heading>
        {isEmpty ? null : <CopyCsv {...touchpointCsv(mapped, pageTexts.stage, texts)} />}
      </Flex>
      <Text variant="microcopy">{pageTexts.touchpointsNote}</Text>
      {isEmpty ? (
        <Text>{texts.noMap}</Text>
      ) : (
        <>
          <Image
            src={`data:image/svg+xml,${encodeURIComponent(picture.svg)}`}
            alt={touchpointSentences(mapped, texts)}
            width={picture.width}
            height={picture.height}
          />
          <Text variant="microcopy">{texts.pictureNote}</Text>
          <Accordion title={texts.asTable} size="sm">
            <TouchpointMapTable mapped={mapped} choice={choice} />
          </Accordion>
        </>
      )}
    </Flex>
  );
}
