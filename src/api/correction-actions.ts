import { JourneyStewardError } from '../errors.ts';
import { normaliseText } from '../journey/facts.ts';
import type { ActionOutcome } from '../store/record-action.ts';
import { accountOf } from './account-of.ts';
import type { CardData } from './card-contract.ts';
import type { CorrectionBody, WithdrawalBody } from './correction-contract.ts';
import type { CardModel } from './read-contact-card.ts';
import {
  type CardActionOptions,
  type CardActionRequest,
  type CardAsked,
  knownCard,
  recordCardAction,
  subjectOf,
} from './record-card-action.ts';

/**
 * Records that a person corrected the stage of a record, and answers with its card as it is then. May be repeated: a correction
 * is known by its id.
 */
export async function correctStage(
  options: CardActionOptions,
  asked: CardActionRequest,
  body: CorrectionBody,
): Promise<CardData> {
  const { stage, correctionId } = body;
  const account = await accountOf(options.modelOf, asked.identity.accountId);
  const { model } = account;
  if (!model.stages.some(({ id }) => id === stage)) {
    const stages = model.stages.map(({ id }) => id).join(', ');
    throw new JourneyStewardError('request-invalid', `stage: the model ${model.name} has ${stages}, and no "${stage}"`);
  }
  const reason = normaliseText(body.reason);
  const value = JSON.stringify({ model: model.name, stage, reason, by: asked.identity.userId });
  const subject = subjectOf('stage-corrected', correctionId);
  const recorded = await record(options, account, asked, body, { subject, about: null, value });
  if (recorded.outcome === 'repeated' && recorded.value !== value) {
    throw new JourneyStewardError('request-invalid', 'correctionId: another correction of this record has this id');
  }
  return (await knownCard(options, account, asked, body)).card;
}

/** Records that a person withdrew a correction, whoever made it; afterwards the rules decide again. May be repeated. */
export async function withdrawCorrection(
  options: CardActionOptions,
  asked: CardActionRequest,
  body: WithdrawalBody,
): Promise<CardData> {
  const { correctionId } = body;
  const account = await accountOf(options.modelOf, asked.identity.accountId);
  const value = JSON.stringify({ by: asked.identity.userId });
  const about = subjectOf('stage-corrected', correctionId);
  const subject = subjectOf('correction-withdrawn', correctionId);
  const recorded = await record(options, account, asked, body, { subject, about, value });
  if (recorded.outcome === 'missing') {
    throw new JourneyStewardError('request-invalid', 'correctionId: no correction of this record has this id');
  }
  return (await knownCard(options, account, asked, body)).card;
}

async function record(
  options: CardActionOptions,
  account: CardModel,
  asked: CardActionRequest,
  body: CardAsked,
  said: { subject: string; about: string | null; value: string },
): Promise<ActionOutcome> {
  await knownCard(options, account, asked, body);
  const occurredAt = options.journeyNow();
  return recordCardAction(options, asked, { objectId: body.objectId, occurredAt, ...said });
}
