import { Flex, Select, Tab, Tabs } from '@hubspot/ui-extensions';
import { type Dispatch, type SetStateAction, useEffect, useRef, useState } from 'react';
import type { AgreementPreviewData, SettingsAgreementData } from '../../../../src/api/agreement-settings-contract.ts';
import type { SettingsProblem } from '../../../../src/api/settings-contract.ts';
import { usePlace } from '../../pages/PlaceProvider.tsx';
import { PlaceBoundary } from '../../pages/parts/PlaceBoundary.tsx';
import {
  type Agreement,
  type AgreementDraft,
  type AppliesTo,
  afterPublication,
  emptyAgreement,
} from '../draft/agreement-draft.ts';
import { agreementIn } from '../draft/agreement-in.ts';
import { isSame } from '../draft/draft.ts';
import { problemsOf, problemsWithin } from '../draft/problems.ts';
import { DraftBar } from '../parts/DraftBar.tsx';
import { FileTab } from '../parts/FileTab.tsx';
import { breachesText } from '../parts/moves-text.ts';
import { type Note, Notes } from '../parts/Notes.tsx';
import { useArrival } from '../parts/use-arrival.tsx';
import { VersionsTable } from '../parts/VersionsTable.tsx';
import { useQuestionTexts } from '../texts/question-texts.ts';
import { type AgreementActions, useAgreementAction } from '../use-agreement-action.ts';
import { agreementTextsByLanguage, useAgreementTexts } from '../use-agreement-texts.ts';
import type { Told } from '../use-asking.ts';
import { useSettingsTexts } from '../use-settings-texts.ts';
import { AgreedStagesTab } from './AgreedStagesTab.tsx';
import { AgreementInForce } from './AgreementInForce.tsx';
import { BreachesTab } from './BreachesTab.tsx';
import { type Period, sinceOf } from './period.ts';
import { areaPaths, placeNames } from './place-names.ts';
import { TeamsTab } from './TeamsTab.tsx';
import { TouchesTab } from './TouchesTab.tsx';

/** What a preview told, and of which draft: it says nothing of one that was edited since. */
export type PreviewedAgreement = { data: AgreementPreviewData; agreement: Agreement };

/** What every part of the settings of the agreement is given. */
export type AgreementPartProps = {
  data: SettingsAgreementData;
  draft: AgreementDraft;
  problems: readonly SettingsProblem[];
  asking: AgreementActions;
  isReadOnly: boolean;
  /** A function gets the draft as it is then, for what comes after something was awaited. */
  onDraft: Dispatch<SetStateAction<AgreementDraft>>;
};

type AgreementSettingsProps = { data: SettingsAgreementData; reload: () => void };

/** A draft is kept whatever happens, until it is published or the person drops it. */
export function AgreementSettings({ data, reload }: AgreementSettingsProps) {
  const texts = useAgreementTexts();
  const shared = useSettingsTexts();
  const questions = useQuestionTexts();
  const { actions, reader } = usePlace();
  const asking = useAgreementAction();
  const [draft, setDraft] = useState<AgreementDraft>(() => draftOf(data));
  const [published, setPublished] = useState<AgreementDraft | null>(null);
  const [problems, setProblems] = useState<readonly SettingsProblem[]>(() => problemsOf(data));
  const [previewed, setPreviewed] = useState<PreviewedAgreement | null>(null);
  const [appliesTo, setAppliesTo] = useState<AppliesTo>('new-visits');
  // Whoever presses a button just after they chose something means what they chose.
  const latest = useRef({ draft, appliesTo, period: '90' as Period });
  const [note, setNote] = useState<Note | null>(null);
  const [period, setPeriod] = useState<Period>('90');
  const [tab, setTab] = useState('stages');
  latest.current = { draft, appliesTo, period };

  // biome-ignore lint/correctness/useExhaustiveDependencies: what the backend tells anew replaces what nobody has edited, once.
  useEffect(() => {
    if (draft.isChanged) return;
    if (data.version > draft.base) setDraft(draftOf(data));
    setProblems(problemsOf(data));
  }, [data]);

  // What was published here is in force also before the backend tells so.
  const isAhead = published !== null && published.base > data.version;
  const inForce = isAhead ? published : draftOf(data);
  const begin = (agreement: Agreement) => {
    const isOther = inForce.base === 0 || !isSame(agreement, inForce.agreement);
    setDraft({ ...inForce, agreement, isChanged: isOther });
    setProblems([]);
    setNote(null);
  };
  const drop = () => {
    setDraft(inForce);
    setProblems(isAhead ? [] : problemsOf(data));
    setNote(null);
  };
  const { arrive, question } = useArrival({ content: draft.agreement, isChanged: draft.isChanged, begin });
  const tell = (told: Note) => {
    if (told.kind === 'refused' && told.refusal.problems !== undefined) setProblems(told.refusal.problems);
    if (told.kind === 'refused' && told.refusal.code === 'agreement-changed') {
      setNote(null);
      reload();
    } else {
      setNote(told);
    }
  };
  const preview = async () => {
    setTab('preview');
    const { agreement } = latest.current.draft;
    const told = await asking.preview(agreement, sinceOf(latest.current.period));
    if (told === null) return;
    if (told.kind !== 'done') return tell(told);
    setNote(null);
    setProblems(problemsOf(told.data));
    setPreviewed({ data: told.data, agreement });
  };
  const publish = async (agreement: object, expectedVersion: number, own: AgreementDraft | null) => {
    const told = await asking.publish(agreement, latest.current.appliesTo, expectedVersion);
    if (told === null) return;
    if (told.kind !== 'done') return tell(told);
    setNote(null);
    // A former version was put in force: what is being edited is kept.
    if (own !== null) {
      const inForceNow = { ...own, base: told.data.version, isChanged: false };
      setPublished(inForceNow);
      setDraft((now) => afterPublication(now, inForceNow));
      // They were of an earlier draft; what is to be said of this one comes with the reload.
      setProblems([]);
    }
    actions.addAlert({
      type: told.data.isNew ? 'success' : 'info',
      message: (told.data.isNew ? texts.published : shared.inForceAlready).replace('{version}', `${told.data.version}`),
    });
    reload();
  };
  const look = async (version: number) => {
    const told: Told<{ agreement: Agreement }> | null = await asking.readVersion(version);
    if (told?.kind === 'done') arrive(told.data.agreement, draft.agreement);
    else if (told !== null) tell(told);
  };

  const isReadOnly = !data.mayPublish;
  // What tells the versions may be of a newer shape, and the draft must not be lost over it.
  const overtaken = draft.isChanged && data.version > draft.base ? (data.versions?.[0] ?? null) : null;
  const isForetold = previewed?.agreement === draft.agreement && previewed.data.version === draft.base;
  const foretold = {
    tell: isForetold ? () => breachesText(previewed.data, questions, reader.locale) : null,
    unseen: questions.agreementUnseen,
  };
  const parts = { data, draft, problems, asking, isReadOnly, onDraft: setDraft };
  const choice = (
    <Select
      label={texts.appliesTo}
      name="applies-to"
      value={appliesTo}
      options={(['new-visits', 'open-visits'] as const).map((value) => ({ value, label: texts.appliesTos[value] }))}
      onChange={(value) => value !== undefined && setAppliesTo(value as AppliesTo)}
    />
  );
  const placeName = placeNames(data, texts, shared, reader);
  const titleOf = (id: keyof typeof areaPaths) =>
    areaPaths[id].some((area) => problemsWithin(problems, area).length > 0) ? `⚠ ${texts.tabs[id]}` : texts.tabs[id];
  return (
    <Flex direction="column" gap="medium">
      <PlaceBoundary of={data} hasDraft>
        <AgreementInForce {...parts} onArrival={arrive} onTrouble={tell} />
      </PlaceBoundary>
      <PlaceBoundary of={data} hasDraft>
        <Notes
          {...{ note, problems, overtaken, base: draft.base, placeName }}
          onTakeTheirs={drop}
          onKeepMine={() => setDraft({ ...draft, base: data.version })}
        />
      </PlaceBoundary>
      {question}
      <DraftBar
        {...{ draft, running: asking.running, isReadOnly }}
        isOvertaken={overtaken !== null}
        foretold={foretold}
        onPreview={() => void preview()}
        onPublish={() => {
          const own = latest.current.draft;
          void publish(own.agreement, own.base, own);
        }}
        onDrop={drop}
      >
        {draft.isChanged && draft.base > 0 ? choice : null}
      </DraftBar>
      <Tabs selected={tab} onSelectedChange={(id: string | number) => setTab(String(id))}>
        <Tab tabId="stages" title={titleOf('stages')}>
          <PlaceBoundary of={draft} hasDraft>
            <AgreedStagesTab {...parts} />
          </PlaceBoundary>
        </Tab>
        <Tab tabId="teams" title={titleOf('teams')}>
          <PlaceBoundary of={draft} hasDraft>
            <TeamsTab {...parts} onTrouble={tell} />
          </PlaceBoundary>
        </Tab>
        <Tab tabId="touches" title={titleOf('touches')}>
          <PlaceBoundary of={draft} hasDraft>
            <TouchesTab {...parts} />
          </PlaceBoundary>
        </Tab>
        <Tab tabId="preview" title={texts.tabs.preview}>
          <PlaceBoundary of={previewed} hasDraft>
            <BreachesTab {...parts} {...{ previewed, period }} onPeriod={setPeriod} onPreview={() => void preview()} />
          </PlaceBoundary>
        </Tab>
        <Tab tabId="file" title={texts.tabs.file}>
          <PlaceBoundary of={draft} hasDraft>
            <FileTab
              content={draft.agreement}
              {...{ isReadOnly, texts }}
              isAtRisk={draft.isChanged}
              read={agreementIn}
              onBegin={begin}
            />
          </PlaceBoundary>
        </Tab>
        <Tab tabId="versions" title={texts.tabs.versions}>
          <PlaceBoundary of={data} hasDraft>
            <VersionsTable
              versions={data.versions}
              inForce={data.version}
              {...{ isReadOnly, choice }}
              isAtRisk={draft.isChanged}
              isBusy={asking.running !== null}
              testId="agreement-versions"
              name={texts.agreement}
              more={{ header: texts.countsFor, cell: (version) => texts.appliesTos[version.appliesTo] }}
              onLook={(version) => void look(version)}
              onRestore={(version) => void publish({ version }, inForce.base, null)}
            />
          </PlaceBoundary>
        </Tab>
      </Tabs>
    </Flex>
  );
}

/** What is in force as a draft; an empty one where nothing is. */
function draftOf({ agreement, version }: SettingsAgreementData): AgreementDraft {
  return { agreement: agreement ?? emptyAgreement(unnamed), base: version, isChanged: false };
}

const unnamed = {
  en: agreementTextsByLanguage.en.unnamed,
  it: agreementTextsByLanguage.it.unnamed,
  de: agreementTextsByLanguage.de.unnamed,
  ko: agreementTextsByLanguage.ko.unnamed,
  ru: agreementTextsByLanguage.ru.unnamed,
};
