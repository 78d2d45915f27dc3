import { JourneyStewardError } from '../errors.ts';
import { normaliseText } from '../journey/facts.ts';
import type { ActionName, Language, ObjectType } from '../journey/vocabulary.ts';
import type { Store } from '../store/operations.ts';
import type { ActionOutcome } from '../store/record-action.ts';
import type { CardAnswer } from './card-contract.ts';
import type { CorrectionBody, WithdrawalBody } from './correction-contract.ts';
import { type CardModel, readContactCard } from './read-contact-card.ts';
import type { SignedIdentity } from './signed-identity.ts';

export type CorrectionOptions = {
  store: Pick<Store, 'readCard' | 'recordAction'>;
  /** What an account replays under, as the database has it now; null when it has not installed the app. */
  modelOf: (accountId: string) => Promise<CardModel | null>;
  /** The clock of journeys, ms. */
  journeyNow: () => number;
  tombstoneKey: Uint8Array;
  /** Something was recorded; the record is due. */
  onRecorded: () => void;
};

export type CorrectionRequest = { identity: SignedIdentity; objectType: ObjectType };

/**
 * Records that a person corrected the stage of a record, and answers with its card as it is then. May be repeated: a correction
 * is known by its id.
 */
export async function correctStage(
  options: CorrectionOptions,
  asked: CorrectionRequest,
  body: CorrectionBody,
): Promise<CardAnswer> {
  const { stage, correctionId } = body;
  const account = await accountOf(options, asked);
  const { model } = account;
  if (!model.stages.some(({ id }) => id === stage)) {
    const stages = model.stages.map(({ id }) => id).join(', ');
    throw new JourneyStewardError('request-invalid', `stage: the model ${model.name} has ${stages}, and no "${stage}"`);
  }
  const reason = normaliseText(body.reason);
  const value = JSON.stringify({ model: model.name, stage, reason, by: asked.identity.userId });
  const said = { name: 'stage-corrected', correctionId, about: null, value } as const;
  const recorded = await record(options, account, asked, body, said);
  if (recorded.outcome === 'repeated' && recorded.value !== value) {
    throw new JourneyStewardError('request-invalid', 'correctionId: another correction of this record has this id');
  }
  return cardOf(options, account, asked, body);
}

/** Records that a person withdrew a correction, whoever made it; afterwards the rules decide again. May be repeated. */
export async function withdrawCorrection(
  options: CorrectionOptions,
  asked: CorrectionRequest,
  body: WithdrawalBody,
): Promise<CardAnswer> {
  const { correctionId } = body;
  const account = await accountOf(options, asked);
  const value = JSON.stringify({ by: asked.identity.userId });
  const about = subjectOf('stage-corrected', correctionId);
  const said = { name: 'correction-withdrawn', correctionId, about, value } as const;
  const recorded = await record(options, account, asked, body, said);
  if (recorded.outcome === 'missing') {
    throw new JourneyStewardError('request-invalid', 'correctionId: no correction of this record has this id');
  }
  return cardOf(options, account, asked, body);
}

type Said = { name: ActionName; correctionId: string; about: string | null; value: string };
type Asked = { objectId: string; language: Language };

function subjectOf(name: ActionName, correctionId: string): string {
  return `${name}:${correctionId}`;
}

async function accountOf({ modelOf }: CorrectionOptions, { identity }: CorrectionRequest): Promise<CardModel> {
  const account = await modelOf(identity.accountId);
  if (account !== null) return account;
  throw new JourneyStewardError('account-unknown', 'The app is not installed in this HubSpot account.');
}

async function record(
  options: CorrectionOptions,
  account: CardModel,
  asked: CorrectionRequest,
  body: Asked,
  { name, correctionId, about, value }: Said,
): Promise<ActionOutcome> {
  const { accountId, userId } = asked.identity;
  await cardOf(options, account, asked, body);
  const occurredAt = options.journeyNow();
  const recorded = await options.store.recordAction({
    action: {
      accountId,
      objectType: asked.objectType,
      recordId: body.objectId,
      kind: 'action',
      subject: subjectOf(name, correctionId),
      value,
      occurredAt,
      hearing: { channel: 'own-action', changeSource: 'CARD', sourceId: `userId:${userId}` },
    },
    about,
    now: Date.now(),
    dueAt: occurredAt,
    tombstoneKey: options.tombstoneKey,
  });
  if (recorded.outcome === 'refused') throw unknownRecord(asked, body);
  if (recorded.outcome === 'recorded') options.onRecorded();
  return recorded;
}

/** The card of a record that is known and alive, as it is now. */
async function cardOf(
  { store, journeyNow }: CorrectionOptions,
  account: CardModel,
  asked: CorrectionRequest,
  { objectId, language }: Asked,
): Promise<CardAnswer> {
  const { identity, objectType } = asked;
  const source = await store.readCard({ accountId: identity.accountId, objectType, recordId: objectId });
  const data = readContactCard(account, source, language, journeyNow());
  if (data.state === 'unknown' || data.state === 'deleted') throw unknownRecord(asked, { objectId });
  return { ok: true, data };
}

function unknownRecord({ objectType }: CorrectionRequest, { objectId }: Pick<Asked, 'objectId'>): JourneyStewardError {
  const message = `objectId: nothing is known of a ${objectType} ${objectId}, or it was deleted.`;
  return new JourneyStewardError('record-unknown', message);
}
