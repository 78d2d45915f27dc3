import { JourneyStewardError } from '../errors.ts';
import type { ActionName, Language, ObjectType } from '../journey/vocabulary.ts';
import type { Store } from '../store/operations.ts';
import type { CardSource } from '../store/read-card.ts';
import type { ActionOutcome } from '../store/record-action.ts';
import type { CardData } from './card-contract.ts';
import { type CardModel, readContactCard } from './read-contact-card.ts';
import type { SignedIdentity } from './signed-identity.ts';

export type CardActionOptions = {
  store: Pick<Store, 'readCard' | 'recordAction'>;
  /** What an account replays under, as the database has it now; null when it has not installed the app. */
  modelOf: (accountId: string) => Promise<CardModel | null>;
  /** The clock of journeys, ms. */
  journeyNow: () => number;
  tombstoneKey: Uint8Array;
  /** Something was recorded; the record is due. */
  onRecorded: () => void;
};

/** Who acts, and on which type of record. */
export type CardActionRequest = { identity: SignedIdentity; objectType: ObjectType };

/** Where the card is that somebody acts on, and in which language it is answered. */
export type CardAsked = { objectId: string; language: Language };

/** The name by which an action is known: whoever says the same one twice has said it once. */
export function subjectOf(name: ActionName, actionId: string): string {
  return `${name}:${actionId}`;
}

/** A record that is there and alive, with its card as it is now. Throws `record-unknown`. */
export async function knownCard(
  { store, journeyNow }: CardActionOptions,
  account: CardModel,
  asked: CardActionRequest,
  { objectId, language }: CardAsked,
): Promise<{ source: CardSource; card: CardData }> {
  const { identity, objectType } = asked;
  const source = await store.readCard({ accountId: identity.accountId, objectType, recordId: objectId });
  const card = readContactCard(account, source, language, journeyNow());
  if (card.state === 'unknown' || card.state === 'deleted') throw unknownRecord(asked, objectId);
  return { source, card };
}

/** Records what a person did on a card, as a fact of that instant. `about` names the action that must be there. Throws `record-unknown`. */
export async function recordCardAction(
  { store, tombstoneKey, onRecorded }: CardActionOptions,
  asked: CardActionRequest,
  said: { objectId: string; subject: string; value: string; about: string | null; occurredAt: number },
): Promise<ActionOutcome> {
  const { accountId, userId } = asked.identity;
  const { objectId, subject, value, about, occurredAt } = said;
  const recorded = await store.recordAction({
    action: {
      accountId,
      objectType: asked.objectType,
      recordId: objectId,
      kind: 'action',
      subject,
      value,
      occurredAt,
      hearing: { channel: 'own-action', changeSource: 'CARD', sourceId: `userId:${userId}` },
    },
    about,
    now: Date.now(),
    dueAt: occurredAt,
    tombstoneKey,
  });
  if (recorded.outcome === 'refused') throw unknownRecord(asked, objectId);
  if (recorded.outcome === 'recorded') onRecorded();
  return recorded;
}

function unknownRecord({ objectType }: CardActionRequest, objectId: string): JourneyStewardError {
  const message = `objectId: nothing is known of a ${objectType} ${objectId}, or it was deleted.`;
  return new JourneyStewardError('record-unknown', message);
}
