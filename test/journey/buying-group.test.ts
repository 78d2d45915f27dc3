import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buyingGroup,
  engagedForMs,
  engagingKinds,
  type GroupContact,
} from '../../src/journey/companies/buying-group.ts';
import { associatedNow } from '../../src/journey/evidence/associated-now.ts';
import { dayMs } from '../../src/journey/instant.ts';
import { parseModel } from '../../src/journey/models/model-schema.ts';
import { preset } from '../../src/journey/models/presets.ts';
import { activityKinds } from '../../src/journey/vocabulary.ts';
import { arbitraryDelivery } from './arbitrary-ledger.ts';
import { historyOf } from './history.ts';
import { instantOf } from './notation.ts';

const now = instantOf('d200');
const names = { en: 'x', it: 'x', de: 'x', ko: 'x', ru: 'x' };
const model = parseModel({
  ...preset('lead-funnel'),
  buyingGroup: {
    roles: ['DECISION_MAKER', 'BUDGET_HOLDER', 'user_defined-37'].map((id) => ({ id, names })),
  },
});

function contact(recordId: string, rest: Partial<GroupContact> = {}): GroupContact {
  return { recordId, buyingRole: '', labels: ['default'], owner: '', visits: [], touches: [], ...rest };
}

function inStage(stage: string, leftAt: number | null = null) {
  return [{ stage, team: 'sales' as const, enteredAt: instantOf('d9'), leftAt }];
}

const group = (contacts: readonly GroupContact[], most = 50) => buyingGroup(model, contacts, { now, most });

describe('who belongs to the group', () => {
  test.each([
    ['from the association on', 'd1 | deal 9: contact 4 linked', ['4']],
    ['whichever side tells it', 'd1 | contact 4: deal 9 linked', ['4']],
    [
      'until it is taken away',
      'd1 | deal 9: contact 4 linked\nd5 | contact 4: deal 9 unlinked; deal 9: contact 4 unlinked',
      [],
    ],
    ['under the id that it lives on in, once', 'd1 | deal 9: contact 2 linked\nd2 | deal 9: contact 3 linked', ['3']],
    [
      'while one label is left',
      `d1 | deal 9: contact 4 linked as a; deal 9: contact 4 linked as b
       d5 | deal 9: contact 4 unlinked as a`,
      ['4'],
    ],
    ['not before it is so', 'd300 | deal 9: contact 4 linked', []],
    ['contacts alone', 'd1 | deal 9: company 4 linked; deal 9: ticket 5 linked', []],
  ])('%s', (_name, history, expected) => {
    const record = { objectType: 'deal', recordId: '9' } as const;
    const ledger = { record, aliases: new Map([['contact/2', '3']]), facts: historyOf(history) };
    expect(associatedNow(ledger, 'contact', now).map(({ recordId }) => recordId)).toEqual(expected);
  });

  test('tells the labels that hold, each once, in whatever order the facts came', () => {
    const facts = historyOf(`d1 | deal 9: contact 2 linked; contact 2: deal 9 linked
                             d2 | deal 9: contact 2 linked as user_defined-37; deal 9: contact 2 linked as old
                             d3 | deal 9: contact 2 unlinked as old`);
    const record = { objectType: 'deal', recordId: '9' } as const;
    fc.assert(
      fc.property(arbitraryDelivery(facts), (told) => {
        expect(associatedNow({ record, aliases: new Map(), facts: told }, 'contact', now)).toEqual([
          { recordId: '2', labels: ['default', 'user_defined-37'] },
        ]);
      }),
    );
  });
});

describe('engaged', () => {
  const engagedBy = (kind: (typeof activityKinds)[number], at: number) =>
    group([contact('1', { touches: [{ kind, at }] })]).engaged === 1;

  test('is who took part within 90 days, to the millisecond', () => {
    expect(engagedBy('meeting', now - engagedForMs + 1)).toBe(true);
    expect(engagedBy('meeting', now - engagedForMs)).toBe(false);
    expect(engagedBy('meeting', now)).toBe(true);
    expect(engagedBy('meeting', now + 1)).toBe(false);
    expect(engagedForMs).toBe(90 * dayMs);
  });

  test('is nobody to whom the firm only wrote, or whose mail program opened what it wrote', () => {
    const idle = activityKinds.filter((kind) => !engagingKinds.includes(kind));
    expect(idle.toSorted()).toEqual(['email', 'email-open', 'note']);
    for (const kind of activityKinds) expect(engagedBy(kind, now - dayMs), kind).toBe(engagingKinds.includes(kind));
  });

  test('is who wrote an e-mail, and not to whom one was written', () => {
    const wrote = (direction: 'incoming' | 'outgoing') =>
      group([contact('1', { touches: [{ kind: 'email', at: now - dayMs, direction }] })]);
    expect(wrote('incoming').engaged).toBe(1);
    expect(wrote('outgoing').engaged).toBe(0);
    expect(wrote('incoming').latest[0]?.lastTouch).toEqual({ kind: 'email', at: now - dayMs });
  });

  test('is who replied before the firm wrote again', () => {
    const touches = [
      { kind: 'email-reply', at: now - 2 * dayMs },
      { kind: 'email', at: now - dayMs },
    ] as const;
    expect(group([contact('1', { touches })]).latest).toMatchObject([
      { isEngaged: true, lastTouch: { kind: 'email', at: now - dayMs } },
    ]);
  });
});

describe('the group', () => {
  const contacts = [
    contact('1', { buyingRole: 'DECISION_MAKER;CHAMPION', visits: inStage('convert'), owner: '7' }),
    contact('2', { visits: inStage('convert'), touches: [{ kind: 'meeting', at: now - dayMs }] }),
    contact('10', { labels: ['default', 'user_defined-37'], visits: inStage('nurture', now - dayMs) }),
    contact('3', { buyingRole: ' DECISION_MAKER ; ', touches: [{ kind: 'note', at: now - 2 * dayMs }] }),
    contact('4', { visits: inStage('stage-of-another-model') }),
  ];

  test('shows roles and labels, stage and last touch of each, those in touch most recently first', () => {
    expect(group(contacts).latest.map(({ recordId }) => recordId)).toEqual(['2', '3', '1', '4', '10']);
    expect(group(contacts).latest[2]).toEqual({
      recordId: '1',
      roles: ['CHAMPION', 'DECISION_MAKER'],
      stage: 'convert',
      team: 'sales',
      enteredAt: instantOf('d9'),
      owner: '7',
      lastTouch: null,
      isEngaged: false,
    });
    expect(group(contacts).latest[4]).toMatchObject({ roles: ['user_defined-37'], stage: null, team: 'nobody' });
  });

  test('counts all of its members, however few it shows', () => {
    const { latest, ...counted } = group(contacts, 1);
    expect(latest).toHaveLength(1);
    expect(counted).toEqual({
      members: 5,
      engaged: 1,
      byStage: [{ stage: 'convert', members: 2, engaged: 1 }],
      withoutStage: { members: 3, engaged: 0 },
      byRole: [
        { role: 'DECISION_MAKER', members: 2, engaged: 0 },
        { role: 'BUDGET_HOLDER', members: 0, engaged: 0 },
        { role: 'user_defined-37', members: 1, engaged: 0 },
      ],
      missingRoles: ['BUDGET_HOLDER'],
    });
  });

  test('of nobody misses every role, and of a model that asks for none misses none', () => {
    expect(group([])).toMatchObject({
      members: 0,
      latest: [],
      missingRoles: ['DECISION_MAKER', 'BUDGET_HOLDER', 'user_defined-37'],
    });
    const { buyingGroup: _roles, ...without } = model;
    expect(buyingGroup(without, contacts, { now, most: 9 })).toMatchObject({
      members: 5,
      byRole: [],
      missingRoles: [],
    });
  });

  const arbitraryContact = (recordId: string) =>
    fc.record({
      recordId: fc.constant(recordId),
      buyingRole: fc.constantFrom('', 'DECISION_MAKER', 'BUDGET_HOLDER;CHAMPION', ';'),
      labels: fc.subarray(['default', 'primary', 'user_defined-37']),
      owner: fc.constantFrom('', '7'),
      visits: fc.constantFrom([], inStage('convert'), inStage('nurture'), inStage('nurture', now), inStage('gone')),
      touches: fc.array(
        fc.record({
          kind: fc.constantFrom(...activityKinds),
          at: fc.constantFrom(now - engagedForMs, now - dayMs, now, now + 1),
        }),
        { maxLength: 4 },
      ),
    });
  const arbitraryContacts = fc
    .uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 12 })
    .chain((ids) => fc.tuple(...ids.map((id) => arbitraryContact(String(id)))));

  test('is the same in whatever order its contacts and their touches come', () => {
    fc.assert(
      fc.property(
        arbitraryContacts.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          const turned = shuffled.map((one) => ({ ...one, touches: one.touches.toReversed() }));
          expect(group(turned)).toEqual(group(all));
        },
      ),
    );
  });

  test('adds up: every member is counted in one stage or in none, and no more are engaged than there are', () => {
    fc.assert(
      fc.property(arbitraryContacts, fc.integer({ min: 0, max: 13 }), (all, most) => {
        const { members, engaged, byStage, withoutStage, byRole, missingRoles, latest } = group(all, most);
        const counted = [...byStage, withoutStage];
        expect(members).toBe(all.length);
        expect(counted.reduce((sum, one) => sum + one.members, 0)).toBe(members);
        expect(counted.reduce((sum, one) => sum + one.engaged, 0)).toBe(engaged);
        expect(latest).toEqual(group(all, 99).latest.slice(0, most));
        const held = new Set(group(all, 99).latest.flatMap(({ roles }) => roles));
        expect(missingRoles).toEqual(byRole.map(({ role }) => role).filter((role) => !held.has(role)));
      }),
    );
  });
});
