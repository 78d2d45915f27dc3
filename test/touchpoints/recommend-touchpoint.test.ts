import { describe, expect, test } from 'vitest';
import { preset, presets } from '../../src/journey/models/presets.ts';
import { replayToState } from '../../src/journey/replay.ts';
import { recommendTouchpoint } from '../../src/touchpoints/recommend-touchpoint.ts';
import { historyOf } from '../journey/history.ts';
import { instantOf } from '../journey/notation.ts';
import { portal } from '../journey/portal.ts';

function recommend(history: string, now: string, model = 'lead-funnel') {
  const ledger = {
    record: { objectType: 'contact' as const, recordId: '1' },
    aliases: new Map(),
    facts: historyOf(history),
  };
  return recommendTouchpoint(replayToState(preset(model), portal, ledger, instantOf(now)).state);
}

describe('the next touchpoint', () => {
  test.each([
    ['somebody new', 'd1 | created', 'd2', 'first-read'],
    ['somebody who went quiet', 'd1 | created; MQL', 'd31', 'break-silence'],
    ['somebody who just replied', 'd1 | MQL\nd40 | email-reply', 'd41', 'answer-reply'],
    ['somebody who replied long ago', 'd1 | MQL\nd40 | email-reply', 'd54', 'send-case-study'],
    ['somebody who filled in a form', 'd1 | MQL\nd5 | form', 'd6', 'offer-meeting'],
    ['an open deal', 'd1 | SQL\nd5 | deal 9 linked; deal 9: open', 'd6', 'agree-next-step'],
    ['a deal that nobody decides', 'd1 | SQL\nd5 | deal 9 linked; deal 9: open', 'd95', 'ask-for-decision'],
    ['a lost deal', 'd1 | MQL\nd5 | deal 9 linked; deal 9: open\nd9 | deal 9: lost', 'd10', 'check-in-after-loss'],
    ['a new customer', 'd1 | MQL\nd9 | customer', 'd10', 'kick-off'],
    ['a customer with a ticket', 'd1 | customer\nd50 | ticket 7 linked; ticket 7: asked', 'd51', 'see-to-ticket'],
    ['one whose ticket is solved', 'd1 | customer\nd50 | ticket 7 linked; ticket 7: solved', 'd51', 'ask-how-it-goes'],
    ['a customer of old', 'd1 | MQL\nd9 | customer', 'd39', 'ask-how-it-goes'],
    ['an evangelist', 'd1 | MQL\nd9 | customer\nd60 | evangelist', 'd61', 'ask-for-referral'],
  ])('for %s', (_who, history, now, play) => {
    expect(recommend(history, now).touchpoint?.play.id).toBe(play);
  });

  test('names the facts that speak for it', () => {
    expect(recommend('d1 | MQL\nd40 | email-reply', 'd41').touchpoint?.facts).toEqual([
      expect.stringContaining('email-reply'),
    ]);
  });

  test('changes at the instant that it says, and not before', () => {
    const { flipAt } = recommend('d1 | created; MQL', 'd2');
    expect(flipAt).toBe(instantOf('d31'));
    expect(recommend('d1 | created; MQL', 'd30 23:59:59.999').touchpoint?.play.id).toBe('send-case-study');
  });

  test('lies ahead of now whenever time can change it', () => {
    const { flipAt } = recommend('d1 | MQL\nd40 | email-reply', 'd90');
    expect(flipAt).toBeGreaterThan(instantOf('d90'));
  });

  test('is nothing for a record without a stage, and nothing after a bad experience', () => {
    expect(recommend('d1 | email = somebody@firm.example', 'd2').touchpoint).toBeNull();
    const gone = `d1 | created
                  d9 | journey_steward_leaving_reason = unhappy; journey_steward_experience = bad`;
    expect(recommend(gone, 'd20', 'client-lifecycle').touchpoint).toBeNull();
  });
});

describe('a client between engagements', () => {
  const ended = `d1 | created; customer
                 d2 | engagement starts d3; engagement ends d60`;
  test.each([
    ['who knows one service is shown the others', 'journey_steward_services_known = audit', 'show-the-range'],
    ['who knows two is, too', 'journey_steward_services_known = audit+tax', 'show-the-range'],
    ['who knows many is not forgotten', 'journey_steward_services_known = audit+tax+payroll', 'stay-in-touch'],
    ['of whom nothing is known is shown the range', 'email = a@b.example', 'show-the-range'],
    ['who speaks well of us may refer us', 'journey_steward_experience = good', 'ask-for-referral'],
  ])('%s', (_who, noted, play) => {
    const history = `${ended}
                     d50 | ${noted}`;
    expect(recommend(history, 'd70', 'client-lifecycle').touchpoint?.play.id).toBe(play);
  });
});

describe('a former client', () => {
  const left = (noted: string) => `d1 | created; customer
    d9 | ${noted}`;
  test.each([
    [
      'with a good experience',
      'journey_steward_leaving_reason = retired; journey_steward_experience = good',
      'ask-for-referral',
    ],
    ['with a bad experience', 'journey_steward_leaving_reason = retired; journey_steward_experience = bad', undefined],
    ['who left unhappy', 'journey_steward_leaving_reason = unhappy', undefined],
    ['of whose experience nothing is known', 'journey_steward_leaving_reason = retired', 'ask-how-it-was'],
  ])('%s', (_who, noted, play) => {
    expect(recommend(left(noted), 'd20', 'client-lifecycle').touchpoint?.play.id).toBe(play);
  });
});

describe('the catalogue', () => {
  test.each([...presets.values()].map((model) => [model.name, model] as const))(
    '%s has a last resort or a reason for silence in every stage',
    (_name, model) => {
      const silent = model.stages.filter((stage) => stage.plays.every(({ when }) => when !== undefined));
      expect(silent.map(({ id }) => id)).toEqual(model.name === 'client-lifecycle' ? ['former-client'] : []);
    },
  );

  test.each([...presets.values()].map((model) => [model.name, model] as const))(
    '%s offers no play that it never chooses',
    (_name, model) => {
      const chosen = new Set(model.stages.flatMap((stage) => stage.plays.map(({ play }) => play)));
      expect(model.plays.map(({ id }) => id).filter((id) => !chosen.has(id))).toEqual([]);
    },
  );
});
