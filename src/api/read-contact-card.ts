import type { AgreementVersion } from '../agreement/clock.ts';
import { replayWithClocks } from '../agreement/run-clocks.ts';
import type { Model } from '../journey/models/model-schema.ts';
import { metadataAt, type PortalMetadata } from '../journey/portal-metadata.ts';
import { flagNotices } from '../journey/texts.ts';
import type { Language } from '../journey/vocabulary.ts';
import type { CardSource } from '../store/read-card.ts';
import { recommendTouchpoint } from '../touchpoints/recommend-touchpoint.ts';
import { agreedForCard } from './agreed-for-card.ts';
import type { CardData } from './card-contract.ts';
import { cardHead, presentVisit, stateOf } from './card-head.ts';
import { cardTeller } from './card-teller.ts';
import { ownPropertiesForCard } from './own-properties-for-card.ts';
import { touchesForCard } from './touches-for-card.ts';
import { touchpointDoneForCard } from './touchpoint-done-for-card.ts';
import { visitsForCard } from './visits-for-card.ts';

export type CardModel = {
  model: Model;
  modelVersion: number;
  portal: readonly PortalMetadata[];
  /** Every agreement that the account has had; left out where there is none. */
  agreements?: readonly AgreementVersion[];
};

/** Makes what the card shows of a contact or a deal: one replay of its ledger, told in the language that was asked for. */
export function readContactCard(account: CardModel, source: CardSource, language: Language, now: number): CardData {
  const { model, portal, agreements = [] } = account;
  const { owners } = source;
  const { journey, state, clocks } = replayWithClocks(agreements, model, portal, source.ledger, now, 'open');
  const holding = state.correction?.said ?? null;
  const tell = cardTeller({ model, portal: metadataAt(portal, now), owners, language, holding });
  const touches = touchesForCard(source.ledger, journey.visits, { owners, language, now });
  const visits = journey.visits.map((visit, index) => tell.visit(visit, touches[index] ?? []));
  const { touchpoint } = recommendTouchpoint(state);
  return {
    ...cardHead(account, source, language, now),
    ...ownPropertiesForCard(account),
    state: stateOf(source, state.evidence.deleted, visits),
    current: presentVisit(model, visits),
    correction: tell.correction(),
    settable: state.evidence.deleted ? [] : tell.settable(journey.visits),
    touchpoint:
      touchpoint === null
        ? null
        : {
            id: touchpoint.play.id,
            label: touchpoint.play.names[language],
            team: tell.team(touchpoint.play.team),
            reasons: [touchpoint.play.reasons[language]],
          },
    ...touchpointDoneForCard(source, journey.visits, now),
    ...agreedForCard({ clocks, versions: agreements, visits: journey.visits, owners, language }),
    ...visitsForCard(visits),
    notices: journey.flags.map((flag) => flagNotices[flag][language]),
  };
}
