import { Flex, Tab, Tabs } from '@hubspot/ui-extensions';
import { useEffect, useState } from 'react';
import type { PreviewData, SettingsModelData, SettingsProblem } from '../../../../src/api/settings-contract.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { PlaceBoundary } from '../../pages/parts/PlaceBoundary.tsx';
import { afterPublication, type Draft, draftOf, isSame, type Model } from '../draft/draft.ts';
import { modelIn } from '../draft/model-in.ts';
import { problemsOf } from '../draft/problems.ts';
import { DraftBar } from '../parts/DraftBar.tsx';
import { FileTab } from '../parts/FileTab.tsx';
import { movesText } from '../parts/moves-text.ts';
import type { Note } from '../parts/Notes.tsx';
import { Notes } from '../parts/Notes.tsx';
import { useArrival } from '../parts/use-arrival.tsx';
import { useModelPlaceTexts } from '../texts/model-place-texts.ts';
import { useQuestionTexts } from '../texts/question-texts.ts';
import type { Told } from '../use-asking.ts';
import { useSettingsAction } from '../use-settings-action.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';
import { InForce } from './InForce.tsx';
import { PreviewTab } from './PreviewTab.tsx';
import { modelPlaceNames } from './place-names.ts';
import { StagesTab } from './StagesTab.tsx';
import { VersionsTab } from './VersionsTab.tsx';

/** What a preview told, and of which draft: it says nothing of one that was edited since. */
export type Previewed = { data: PreviewData; model: Model };

type ModelSettingsProps = { data: SettingsModelData; reload: () => void };

/** A draft is kept whatever happens, until it is published or the person drops it. */
export function ModelSettings({ data, reload }: ModelSettingsProps) {
  const texts = useSettingsTexts();
  const questions = useQuestionTexts();
  const { actions, reader } = usePlace();
  const asking = useSettingsAction();
  const [draft, setDraft] = useState<Draft>(() => draftOf(data.model, data.version));
  const [published, setPublished] = useState<Draft | null>(null);
  const [problems, setProblems] = useState<SettingsProblem[]>([]);
  const [previewed, setPreviewed] = useState<Previewed | null>(null);
  const [note, setNote] = useState<Note | null>(null);
  const [tab, setTab] = useState('stages');

  // biome-ignore lint/correctness/useExhaustiveDependencies: another version in force replaces what nobody has edited, once.
  useEffect(() => {
    if (!draft.isChanged && data.version > draft.base) setDraft(draftOf(data.model, data.version));
  }, [data]);

  const inForce = inForceAs(data, published);
  const replace = (next: Draft) => {
    setDraft(next);
    setProblems([]);
    setNote(null);
  };
  const begin = (model: Model) =>
    replace({ ...draftOf(model, inForce.base), isChanged: !isSame(model, inForce.model) });
  const { arrive, question } = useArrival({ content: draft.model, isChanged: draft.isChanged, begin });
  const tell = (told: Exclude<Told<unknown>, { kind: 'done' }>) => {
    if (told.kind === 'refused' && told.refusal.problems !== undefined) setProblems(told.refusal.problems);
    if (told.kind === 'refused' && told.refusal.code === 'model-changed') {
      setNote(null);
      reload();
    } else {
      setNote(told);
    }
  };
  const preview = async (since: string | null) => {
    setTab('preview');
    const told = await asking.preview(draft.model, since);
    if (told === null) return;
    if (told.kind !== 'done') return tell(told);
    setNote(null);
    setProblems(problemsOf(told.data));
    setPreviewed({ data: told.data, model: draft.model });
  };
  const publish = async (model: object, expectedVersion: number, own: Draft | null) => {
    const told = await asking.publish(model, expectedVersion);
    if (told === null) return;
    if (told.kind !== 'done') return tell(told);
    setNote(null);
    setProblems([]);
    // A former version was put in force: what is being edited is kept.
    if (own !== null) {
      const inForceNow = { ...own, base: told.data.version, isChanged: false };
      setPublished(inForceNow);
      setDraft((now) => afterPublication(now, inForceNow));
    }
    actions.addAlert({
      type: told.data.isNew ? 'success' : 'info',
      message: (told.data.isNew ? texts.published : texts.inForceAlready).replace('{version}', `${told.data.version}`),
    });
    reload();
  };

  // What tells the versions may be of a newer shape, and the draft must not be lost over it.
  const overtaken = draft.isChanged && data.version > draft.base ? (data.versions?.[0] ?? null) : null;
  const placeName = modelPlaceNames(draft.model, reader.language, texts, useModelPlaceTexts());
  const isForetold = previewed?.model === draft.model && previewed.data.version === draft.base;
  const foretold = {
    tell: isForetold ? () => movesText(previewed.data, questions, reader.locale) : null,
    unseen: questions.modelUnseen,
  };
  const shared = { data, draft, problems, asking, isReadOnly: !data.mayPublish, onDraft: setDraft };
  return (
    <Flex direction="column" gap="medium">
      <PlaceBoundary of={data} hasDraft>
        <InForce {...shared} onArrival={arrive} onTrouble={tell} />
      </PlaceBoundary>
      <PlaceBoundary of={data} hasDraft>
        <Notes
          {...{ note, problems, overtaken, base: draft.base, placeName }}
          onTakeTheirs={() => replace(inForce)}
          onKeepMine={() => setDraft({ ...draft, base: data.version })}
        />
      </PlaceBoundary>
      {question}
      <DraftBar
        {...{ draft, running: asking.running, isReadOnly: !data.mayPublish }}
        isOvertaken={overtaken !== null}
        foretold={foretold}
        onPreview={() => void preview(null)}
        onPublish={() => void publish(draft.model, draft.base, draft)}
        onDrop={() => replace(inForce)}
      />
      <Tabs selected={tab} onSelectedChange={(id: string | number) => setTab(String(id))}>
        <Tab tabId="stages" title={texts.tabs.stages}>
          <PlaceBoundary of={draft} hasDraft>
            <StagesTab {...shared} />
          </PlaceBoundary>
        </Tab>
        <Tab tabId="preview" title={texts.tabs.preview}>
          <PlaceBoundary of={previewed} hasDraft>
            <PreviewTab {...shared} previewed={previewed} onPreview={(since) => void preview(since)} />
          </PlaceBoundary>
        </Tab>
        <Tab tabId="file" title={texts.tabs.file}>
          <PlaceBoundary of={draft} hasDraft>
            <FileTab
              content={draft.model}
              isReadOnly={!data.mayPublish}
              isAtRisk={draft.isChanged}
              read={modelIn}
              texts={texts}
              onBegin={begin}
            />
          </PlaceBoundary>
        </Tab>
        <Tab tabId="versions" title={texts.tabs.versions}>
          <PlaceBoundary of={data} hasDraft>
            <VersionsTab
              {...shared}
              onArrival={arrive}
              onTrouble={tell}
              onRestore={(version) => void publish({ version }, inForce.base, null)}
            />
          </PlaceBoundary>
        </Tab>
      </Tabs>
    </Flex>
  );
}

/**
 * What is in force, as a draft. What was published here is in force also before the backend tells so, and the rules that were off
 * then can still be switched on.
 */
function inForceAs(data: SettingsModelData, published: Draft | null): Draft {
  const known = draftOf(data.model, data.version);
  if (published === null || published.base < data.version) return known;
  return published.base > data.version ? published : { ...known, off: published.off };
}

/** What every part of the settings of the model is given. */
export type ModelPartProps = {
  data: SettingsModelData;
  draft: Draft;
  problems: readonly SettingsProblem[];
  asking: ReturnType<typeof useSettingsAction>;
  isReadOnly: boolean;
  onDraft: (draft: Draft) => void;
};
