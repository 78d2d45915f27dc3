import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuyingGroupAnswer, BuyingGroupData } from '../../src/api/buying-group-contract.ts';
import type { CardAnswer, CardVisit } from '../../src/api/card-contract.ts';
import type { ExplanationAnswer } from '../../src/api/explanation-contract.ts';
import { moveNames, teamNames } from '../../src/journey/texts.ts';
import type { Language } from '../../src/journey/vocabulary.ts';
import { sampleSentences } from './card-sample-sentences.ts';
import { projectDir } from './project-folder.ts';

type Named = { id: string; names: Record<Language, string> };
type NamedModel = { name: string; names: Record<Language, string>; stages: Named[]; buyingGroup: { roles: Named[] } };

const asOf = '2026-11-20T09:30:00.000Z';
const model = JSON.parse(readFileSync(join(projectDir, 'src/journey/models/lead-funnel.json'), 'utf8')) as NamedModel;

function namesIn(language: Language) {
  const named = (known: readonly Named[], id: string) => ({
    id,
    label: known.find((one) => one.id === id)!.names[language],
  });
  const about = { id: model.name, label: model.names[language] };
  return {
    stage: (id: string) => named(model.stages, id),
    role: (id: string) => named(model.buyingGroup.roles, id),
    about,
  };
}

/** The backend's answer for a fictitious deal or company, told in the language. */
export function groupCardSample(kind: 'deal' | 'company', language: Language): CardAnswer {
  const { stage, about } = namesIn(language);
  const sentences = sampleSentences[language];
  const sales = { id: 'sales' as const, label: teamNames.sales[language] };
  const visit = (id: string, from: string, to: string | null, move: 'start' | 'advance'): CardVisit => ({
    lap: 1,
    stage: stage(id),
    team: sales,
    owner: { id: '71000001', name: 'Erika Beispiel' },
    enteredAt: from,
    leftAt: to,
    move: { kind: move, label: moveNames[move][language] },
    outcome: null,
    cause: sentences.dealOpened,
    ...(kind === 'company' && { causedBy: ['contact/900101', 'deal/900201'] }),
    touches: [],
    isNoise: false,
    correction: null,
  });
  const open = visit('convert', '2026-10-05T11:17:02.435Z', null, 'advance');
  return {
    ok: true,
    data: {
      recordId: '900002',
      asOf,
      checkedAt: null,
      isCatchingUp: false,
      past: null,
      state: 'in-journey',
      model: { ...about, isCircular: false, version: 1 },
      stages: model.stages.map(({ id }) => ({ ...stage(id), team: sales })),
      current: { ...open, stageIndex: 3 },
      correction: null,
      ...(kind === 'deal' && {
        touchpoint: {
          id: 'answer-reply',
          label: sentences.touchpoint,
          team: sales,
          reasons: [sentences.reasonSilence],
        },
      }),
      lead: null,
      clock: null,
      handoff: null,
      visits: [open, visit('nurture', '2026-09-01T08:00:00.000Z', open.enteredAt, 'start')],
      notices: [],
    },
  };
}

/** The backend's explanation of a fictitious deal or company, told in the language. */
export function explanationSample(kind: 'deal' | 'company', language: Language): ExplanationAnswer {
  const { stage, about } = namesIn(language);
  const sentences = sampleSentences[language];
  const head = {
    recordId: '900002',
    asOf,
    isCatchingUp: false,
    model: { ...about, isCircular: false, version: 1 },
    earlierVisits: 0,
  };
  const relationOf = (index: number, present: number) =>
    index === present ? ('present' as const) : index < present ? ('earlier' as const) : ('further' as const);
  const visit = (visitIndex: number, id: string, from: string, to: string | null) => ({
    visitIndex,
    lap: 1,
    stage: stage(id),
    enteredAt: from,
    leftAt: to,
    move: visitIndex === 0 ? ('start' as const) : ('advance' as const),
    rule: `${id}/rule`,
    cause: sentences.dealOpened,
    at: to ?? asOf,
  });
  const visits = [
    visit(1, 'convert', '2026-10-05T11:17:02.435Z', null),
    visit(0, 'nurture', '2026-09-01T08:00:00.000Z', '2026-10-05T11:17:02.435Z'),
  ];
  if (kind === 'company') {
    const stages = model.stages.map(({ id }, index) => ({
      stage: stage(id),
      relation: relationOf(index, 3),
      sentence: index === 3 ? null : sentences.lifecycle,
      members: { count: 0, some: [] },
      membersFurther: 0,
    }));
    const told = visits.map((one) => ({ ...one, rule: 'roll-up', causes: ['contact/900101', 'deal/900201'], stages }));
    return { ok: true, data: { ...head, objectType: 'company', visits: told } };
  }
  const stages = model.stages.map(({ id }, index) => ({
    stage: stage(id),
    relation: relationOf(index, 3),
    sentence: index === 3 ? null : sentences.lifecycle,
    comesAt: index === 2 ? '2027-02-01T23:30:00.000Z' : null,
    rules: [],
    blockedBy: [],
  }));
  const told = visits.map((one) => ({
    ...one,
    facts: [],
    correction: null,
    outcomeSaid: null,
    staysBy: 'rule' as const,
    staysBecause: null,
    stages,
    newLap: null,
    readiness: { points: 30, sentence: sentences.formSent, signals: [] },
  }));
  return { ok: true, data: { ...head, objectType: 'deal', visits: told, withoutStage: null } };
}

/** Who decides together: one who takes part, one who is silent, and two roles that nobody has. */
export function buyingGroupSample(language: Language): BuyingGroupAnswer {
  const { stage, role, about } = namesIn(language);
  const member = (contactId: string, roles: string[], id: string | null): BuyingGroupData['latest'][number] => ({
    contactId,
    roles: roles.map(role),
    stage: id === null ? null : stage(id),
    team: { id: 'sales', label: teamNames.sales[language] },
    enteredAt: id === null ? null : '2026-09-28T15:30:13.550Z',
    owner: { id: '71000001', name: 'Erika Beispiel' },
    lastTouch: null,
    isEngaged: false,
  });
  const counted = (members: number, engaged: number) => ({ members, engaged });
  const touched = (at: string, id: 'call' | 'logged', label: string) => ({ at, kind: { id, label } });
  return {
    ok: true,
    data: {
      recordId: '900002',
      asOf,
      isCatchingUp: false,
      isUnknown: false,
      model: about,
      ...counted(3, 1),
      engagedForDays: 90,
      latest: [
        {
          ...member('900101', ['DECISION_MAKER'], 'convert'),
          lastTouch: touched('2026-11-16T11:59:58.172Z', 'call', sampleSentences[language].formSent),
          isEngaged: true,
        },
        {
          ...member('900102', [], 'attract'),
          lastTouch: touched('2026-07-09T10:42:53.542Z', 'logged', 'activity of a kind not told'),
        },
        member('900103', [], null),
      ],
      byStage: [
        { ...stage('attract'), ...counted(1, 0) },
        { ...stage('convert'), ...counted(1, 1) },
      ],
      withoutStage: counted(1, 0),
      byRole: [
        { ...role('DECISION_MAKER'), ...counted(1, 1) },
        { ...role('BUDGET_HOLDER'), ...counted(0, 0) },
        { ...role('CHAMPION'), ...counted(0, 0) },
      ],
      missingRoles: [role('BUDGET_HOLDER'), role('CHAMPION')],
    },
  };
}
