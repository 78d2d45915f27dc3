import { Button, Flex, Select, Text } from '@hubspot/ui-extensions';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { type Stage, withStage } from '../draft/draft.ts';
import { bySeverity, problemsWithin } from '../draft/problems.ts';
import { ConditionForm } from '../parts/ConditionForm.tsx';
import { useSettingsTexts } from '../use-settings-texts.ts';
import type { StageFormProps } from './StageForm.tsx';

/** What is recommended in a stage, the most urgent first. */
export function PlaysForm({ data, draft, stage, index, problems, isReadOnly, onDraft }: StageFormProps) {
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
      {stage.plays.map((choice, place) => (
        // A play may stand twice, under other conditions.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above.
        <Flex key={`${choice.play} ${place}`} direction="column" gap="extra-small">
          <Flex gap="small" align="center" wrap>
            <Text>{`${place + 1}. ${name(choice.play)}`}</Text>
            <Text variant="microcopy">{choice.when === undefined ? texts.playAlways : texts.playSometimes}</Text>
            {isReadOnly ? null : (
              <>
                <Button variant="transparent" size="xs" disabled={place === 0} onClick={() => raise(place)}>
                  {texts.raisePlay}
                </Button>
                <Button
                  variant="transparent"
                  size="xs"
                  onClick={() => set(stage.plays.filter((_, at) => at !== place))}
                >
                  {texts.remove}
                </Button>
              </>
            )}
          </Flex>
          <PlayProblems
            {...{ data, problems, isReadOnly }}
            choice={choice}
            place={`stages[${index}].plays[${place}]`}
            onChoice={(changed) => set(stage.plays.map((one, at) => (at === place ? changed : one)))}
          />
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

type PlayProblemsProps = Pick<StageFormProps, 'data' | 'problems' | 'isReadOnly'> & {
  choice: Stage['plays'][number];
  place: string;
  onChoice: (choice: Stage['plays'][number]) => void;
};

/** What is wrong with a recommendation, at its place; a condition with a remark opens as a form, so that it can be mended here. */
function PlayProblems({ data, choice, place, problems, isReadOnly, onChoice }: PlayProblemsProps) {
  const found = problemsWithin(problems, place);
  const ofCondition = choice.when === undefined ? [] : problemsWithin(found, `${place}.when`);
  const others = bySeverity(found.filter((problem) => !ofCondition.includes(problem)));
  return (
    <>
      {others.map(({ path, message }) => (
        <Text key={`${path} ${message}`} variant="microcopy">{`⚠ ${message}`}</Text>
      ))}
      {choice.when === undefined || ofCondition.length === 0 ? null : (
        <ConditionForm
          condition={choice.when}
          place={`${place}.when`}
          stages={data.lifecycleStages}
          onChange={(when) => onChoice({ ...choice, when })}
          {...{ problems, isReadOnly }}
        />
      )}
    </>
  );
}
