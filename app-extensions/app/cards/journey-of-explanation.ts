import type { ExplanationData } from '../../../src/api/explanation-contract.ts';
import type { HoldingCorrection, Journey, Visit } from './journey.ts';
import type { RecordTags } from './record-tags.ts';
import type { Texts } from './texts/texts.ts';

type Told = ExplanationData['visits'][number];

/**
 * The journey of a deal or a company as its explanation tells it. Whose turn it is, by when, and what to do next stands on the record: the
 * explanation does not speak of that.
 */
export function journeyOfExplanation(data: ExplanationData, tags: RecordTags | null, texts: Texts): Journey {
  const visits = data.visits.map((told) => visitOf(told, texts));
  const [latest] = data.visits;
  const [newest] = visits;
  const isOpen = newest !== undefined && newest.leftAt === null;
  const standing = latest ?? (data.objectType === 'company' ? null : data.withoutStage);
  const stages = (standing?.stages ?? []).map(({ stage }) => stage);
  const known = isOpen && tags?.stage === `${data.model.id}:${newest.stage.id}` ? tags : null;
  return {
    recordId: data.recordId,
    asOf: data.asOf,
    isCatchingUp: data.isCatchingUp,
    state: isOpen ? 'in-journey' : 'no-stage',
    model: data.model,
    stages,
    current: isOpen
      ? {
          ...newest,
          ...teamOf(known, texts),
          stageIndex: stages.findIndex(({ id }) => id === newest.stage.id),
        }
      : null,
    correction: isOpen && latest !== undefined ? correctionOf(latest) : null,
    ...touchpointOf(known, data.objectType),
    clock: known?.clock ?? null,
    visits,
    notices: [],
  };
}

function visitOf(told: Told, texts: Texts): Visit {
  const { lap, stage, enteredAt, leftAt, move, cause } = told;
  return {
    lap,
    stage,
    enteredAt,
    leftAt,
    move: { kind: move, label: texts.moves[move] ?? move },
    cause,
    isNoise: move === 'noise',
    correction:
      'correction' in told && told.correction !== null
        ? { ...told.correction, by: personOf(told.correction.by) }
        : null,
    ...('causes' in told && { causedBy: told.causes }),
  };
}

// The tags may be older than the answer: they count only when they speak of the same stage.

function teamOf(tags: RecordTags | null, texts: Texts): Pick<Visit, 'team'> {
  return tags === null ? {} : { team: { id: tags.ownerTeam, label: texts.teams[tags.ownerTeam] } };
}

/** What to do about a company is said on its people and deals. */
function touchpointOf(tags: RecordTags | null, kind: ExplanationData['objectType']): Pick<Journey, 'touchpoint'> {
  if (tags === null || kind === 'company') return {};
  const label = tags.nextTouchpoint;
  return { touchpoint: label === null ? null : { id: label, label, reasons: [] } };
}

/** It holds by itself, or it only keeps the rules from another stage. */
function correctionOf(told: Told): HoldingCorrection | null {
  if (!('staysBy' in told)) return null;
  if (told.staysBy === 'correction' && told.correction !== null) {
    const { id, reason, by } = told.correction;
    return { id, reason, by: personOf(by), stage: told.stage, saidAt: told.enteredAt };
  }
  const block = told.stages.flatMap(({ blockedBy }) => blockedBy).find(({ kind }) => kind === 'correction');
  if (block?.kind !== 'correction') return null;
  return { id: block.id, reason: null, by: null, stage: told.stage, saidAt: null };
}

function personOf(id: string | null) {
  return id === null ? null : { id, name: null };
}
