import { Button, Flex, Select, Text } from '@hubspot/ui-extensions';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { withStage } from '../draft/draft.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';
import type { StageFormProps } from './StageForm.tsx';

/** What is recommended in a stage, the most urgent first. */
export function PlaysForm({ draft, stage, index, isReadOnly, onDraft }: StageFormProps) {
  const texts = useSettingsTexts();
  const { reader } = usePlace();
  const { plays } = draft.model;
  const name = (id: string) => plays.find((play) => play.id === id)?.names[reader.language] ?? id;
  const set = (changed: typeof stage.plays) => onDraft(withStage(draft, index, { plays: changed }));
  const rest = plays.filter(({ id }) => !stage.plays.some(({ play }) => play === id));
  const raise = (place: number) => {
    const changed = [...stage.plays];
    const [play] = changed.splice(place, 1);
    if (play !== undefined) changed.splice(place - 1, 0, play);
    set(changed);
  };
  return (
    <Flex direction="column" gap="extra-small">
      {stage.plays.map(({ play, when }, place) => (
        // A play may stand twice, under other conditions.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above.
        <Flex key={`${play} ${place}`} gap="small" align="center" wrap>
          <Text>{`${place + 1}. ${name(play)}`}</Text>
          <Text variant="microcopy">{when === undefined ? texts.playAlways : texts.playSometimes}</Text>
          {isReadOnly ? null : (
            <>
              <Button variant="transparent" size="xs" disabled={place === 0} onClick={() => raise(place)}>
                {texts.raisePlay}
              </Button>
              <Button variant="transparent" size="xs" onClick={() => set(stage.plays.filter((_, at) => at !== place))}>
                {texts.remove}
              </Button>
            </>
          )}
        </Flex>
      ))}
      {isReadOnly || rest.length === 0 ? null : (
        <Flex>
          <Select
            label={texts.addPlay}
            name={`add-play-${stage.id}`}
            placeholder={texts.choose}
            options={rest.map(({ id, names }) => ({ value: id, label: names[reader.language] }))}
            onChange={(play) => play !== undefined && set([...stage.plays, { play: String(play) }])}
          />
        </Flex>
      )}
    </Flex>
  );
}
