import type { Handoff } from '../agreement/clock.ts';
import { replayWithClocks } from '../agreement/run-clocks.ts';
import { JourneyStewardError } from '../errors.ts';
import { normaliseText } from '../journey/facts.ts';
import type { ActionName, Team } from '../journey/vocabulary.ts';
import type { CardSource } from '../store/read-card.ts';
import { accountOf } from './account-of.ts';
import { presentHandoff } from './agreed-for-card.ts';
import type {
  AcceptBody,
  OfferBody,
  ReturnBody,
  TouchpointBody,
  TouchpointWithdrawalBody,
} from './agreement-action-contract.ts';
import type { CardData } from './card-contract.ts';
import type { CardModel } from './read-contact-card.ts';
import {
  type CardActionOptions,
  type CardActionRequest,
  type CardAsked,
  knownCard,
  recordCardAction,
  subjectOf,
} from './record-card-action.ts';

/** Records that the team that was offered the lead takes it. May be repeated: an action is known by its id. */
export function acceptHandoff(options: CardActionOptions, asked: CardActionRequest, body: AcceptBody) {
  const { stage, team } = body;
  return act(options, asked, body, {
    name: 'handoff-accepted',
    value: { stage, team, by: asked.identity.userId },
    check: ({ handoff }) => {
      if (handoff?.state !== 'offered' || !isMeant(handoff, body)) throw notOffered(body);
    },
  });
}

/** Records that the team gives the lead back to the one that it came from, and why. May be repeated. */
export function returnHandoff(options: CardActionOptions, asked: CardActionRequest, body: ReturnBody) {
  const { stage, team, reason } = body;
  return act(options, asked, body, {
    name: 'handoff-returned',
    value: { stage, team, reason, note: normaliseText(body.note), by: asked.identity.userId },
    check: ({ handoff, account }) => {
      const reasons = (account.agreements?.at(-1)?.agreement.returnReasons ?? []).map(({ id }) => id);
      if (!reasons.includes(reason)) {
        const known = reasons.join(', ') || 'none';
        throw invalid(`reason: the agreement has no reason "${reason}"; it has ${known}.`);
      }
      const isHeld = handoff?.state === 'offered' || handoff?.state === 'accepted';
      if (!isHeld || handoff === null || handoff.from === 'nobody' || !isMeant(handoff, body)) throw notOffered(body);
    },
  });
}

/** Records that the team that was given the lead back offers it again. May be repeated. */
export function offerHandoff(options: CardActionOptions, asked: CardActionRequest, body: OfferBody) {
  const { stage, team } = body;
  return act(options, asked, body, {
    name: 'handoff-offered',
    value: { stage, team, note: normaliseText(body.note), by: asked.identity.userId },
    check: ({ handoff }) => {
      if (handoff === null || handoff.cause !== 'return' || !isMeant(handoff, body)) {
        throw invalid(`team: in ${stage} nothing was given back to ${team} that could be offered again.`);
      }
    },
  });
}

/** Records that somebody was in touch. May be repeated. */
export function markTouchpointDone(options: CardActionOptions, asked: CardActionRequest, body: TouchpointBody) {
  const value = { by: asked.identity.userId, play: body.play };
  return act(options, asked, body, { name: 'touchpoint-done', value, check: () => {} });
}

/** Records that a touchpoint never was, whoever marked it done. May be repeated. */
export function withdrawTouchpoint(
  options: CardActionOptions,
  asked: CardActionRequest,
  body: TouchpointWithdrawalBody,
) {
  const value = { by: asked.identity.userId };
  const about = subjectOf('touchpoint-done', body.actionId);
  return act(options, asked, body, { name: 'touchpoint-withdrawn', value, about, check: () => {} });
}

type Seen = { handoff: Handoff | null; account: CardModel };
type Said = {
  name: ActionName;
  value: Record<string, string>;
  /** The action that this one withdraws and that must be there. */
  about?: string;
  /** Refuses what does not fit what the record looks like now. An action that was recorded before is not asked. */
  check: (seen: Seen) => void;
};

async function act(
  options: CardActionOptions,
  asked: CardActionRequest,
  body: CardAsked & { actionId: string },
  { name, value, about, check }: Said,
): Promise<CardData> {
  const account = await accountOf(options.modelOf, asked.identity.accountId);
  const { source } = await knownCard(options, account, asked, body);
  const subject = subjectOf(name, body.actionId);
  const isRepeated = source.ledger.facts.some((fact) => fact.kind === 'action' && fact.subject === subject);
  const occurredAt = options.journeyNow();
  if (!isRepeated) check({ handoff: handoffIn(account, source, occurredAt), account });
  const said = JSON.stringify(value);
  const { objectId } = body;
  const recorded = await recordCardAction(options, asked, {
    objectId,
    subject,
    value: said,
    about: about ?? null,
    occurredAt,
  });
  if (recorded.outcome === 'missing') throw invalid('actionId: no touchpoint of this record has this id.');
  // Whoever withdraws what another person has withdrawn finds it as they want it.
  const isWithdrawal = about !== undefined;
  if (!isWithdrawal && recorded.outcome === 'repeated' && recorded.value !== said) {
    throw invalid('actionId: another action of this record has this id.');
  }
  return (await knownCard(options, account, asked, body)).card;
}

function handoffIn({ model, portal, agreements = [] }: CardModel, { ledger }: CardSource, now: number): Handoff | null {
  const { journey, clocks } = replayWithClocks(agreements, model, portal, ledger, now);
  return presentHandoff(clocks, journey.visits);
}

function isMeant(handoff: Handoff, { stage, team }: { stage: string; team: Team }): boolean {
  return handoff.stage === stage && handoff.to === team;
}

function notOffered({ stage, team }: { stage: string; team: Team }): JourneyStewardError {
  return invalid(`team: ${team} has not been offered the lead in ${stage}, or it has passed on meanwhile.`);
}

function invalid(message: string): JourneyStewardError {
  return new JourneyStewardError('request-invalid', message);
}
