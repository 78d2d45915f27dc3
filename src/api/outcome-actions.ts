import { JourneyStewardError } from '../errors.ts';
import { normaliseText } from '../journey/facts.ts';
import { accountOf } from './account-of.ts';
import type { CardData } from './card-contract.ts';
import type { OutcomeBody, OutcomeWithdrawal } from './outcome-contract.ts';
import {
  type CardActionOptions,
  type CardActionRequest,
  knownCard,
  recordCardAction,
  subjectOf,
} from './record-card-action.ts';

/**
 * Records that a person said how a visit ends or has ended, and answers with the card as it is then. May be repeated: what was said
 * is known by its id. Refuses an outcome that can't be set now, so that nobody believes it was.
 */
export async function setOutcome(
  options: CardActionOptions,
  asked: CardActionRequest,
  body: OutcomeBody,
): Promise<CardData> {
  const { objectId, stage, outcome, outcomeId } = body;
  const account = await accountOf(options.modelOf, asked.identity.accountId);
  const { source, card } = await knownCard(options, account, asked, body);
  const subject = subjectOf('outcome-set', outcomeId);
  const isRepeated = source.ledger.facts.some((fact) => fact.kind === 'action' && fact.subject === subject);
  if (!isRepeated) checkSettable(card, stage, outcome);
  const said = { model: account.model.name, stage, outcome, reason: normaliseText(body.reason) };
  const value = JSON.stringify({ ...said, by: asked.identity.userId });
  const occurredAt = options.journeyNow();
  const recorded = await recordCardAction(options, asked, { objectId, subject, about: null, value, occurredAt });
  if (recorded.outcome === 'repeated' && recorded.value !== value) {
    throw new JourneyStewardError('request-invalid', 'outcomeId: another outcome of this record has this id');
  }
  return (await knownCard(options, account, asked, body)).card;
}

/** Records that a person withdrew an outcome, whoever set it; afterwards it follows from the evidence. May be repeated. */
export async function withdrawOutcome(
  options: CardActionOptions,
  asked: CardActionRequest,
  body: OutcomeWithdrawal,
): Promise<CardData> {
  const { objectId, outcomeId } = body;
  const account = await accountOf(options.modelOf, asked.identity.accountId);
  await knownCard(options, account, asked, body);
  const recorded = await recordCardAction(options, asked, {
    objectId,
    subject: subjectOf('outcome-withdrawn', outcomeId),
    about: subjectOf('outcome-set', outcomeId),
    value: JSON.stringify({ by: asked.identity.userId }),
    occurredAt: options.journeyNow(),
  });
  if (recorded.outcome === 'missing') {
    throw new JourneyStewardError('request-invalid', 'outcomeId: no outcome of this record has this id');
  }
  return (await knownCard(options, account, asked, body)).card;
}

function checkSettable({ settable = [] }: CardData, stageId: string, outcomeId: string): void {
  const of = settable.find(({ stage }) => stage.id === stageId);
  if (of === undefined) {
    const stages = settable.map(({ stage }) => stage.id).join(', ') || 'none';
    throw new JourneyStewardError(
      'request-invalid',
      `stage: outcomes can be set now of ${stages}, not of "${stageId}"`,
    );
  }
  if (of.outcomes.some(({ id }) => id === outcomeId)) return;
  const outcomes = of.outcomes.map(({ id }) => id).join(', ');
  throw new JourneyStewardError('request-invalid', `outcome: ${stageId} has ${outcomes}, and no "${outcomeId}"`);
}
