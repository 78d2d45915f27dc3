import { healthTables } from '../../src/api/settings-health-contract.ts';
import type { Ask } from './start-secured-app.ts';

/** The ids of the records that every portal of these tests has. */
export const recordIds = { contact: '1', deal: '8', company: '5', ticket: '6' } as const;

export const correctionId = '01890a5d-ac96-774b-bcce-b302099a8057';

const correction = { stage: 'convert', reason: 'said so on the phone', correctionId };

/** Of the stage that the correction before it brings. */
const outcome = { stage: 'convert', outcome: 'lost', reason: 'they chose another firm', outcomeId: correctionId };

/** Sales leads what marketing has captured, so that there is a handoff to answer. */
const names = { en: 'n', it: 'n', de: 'n', ko: 'n', ru: 'n' };
const calendar = { zone: 'UTC', week: { mon: [['09:00', '17:00']] } };
export const agreementOfTests = {
  id: 'agreement-of-tests',
  names,
  stages: { capture: { lead: 'sales', targets: { acceptWithin: { within: { businessHours: 4 } } } } },
  teams: { marketing: { calendar }, sales: { calendar }, service: { calendar } },
  returnReasons: [{ id: 'not-ready', name: names }],
};

/** What sales was offered by marketing, under the agreement that these tests publish. */
const answered = { stage: 'capture', team: 'sales', actionId: correctionId };

/** Every route that HubSpot signs requests for, as a valid request; the key is the route as Express has it. */
export const signedRoutes: Readonly<Record<string, Ask[]>> = {
  'ALL /': [{ method: 'POST', path: '/webhooks/hubspot', body: [] }],
  'GET /api/cards/contact': [read('/api/cards/contact', recordIds.contact)],
  'GET /api/cards/deal': [read('/api/cards/deal', recordIds.deal)],
  'GET /api/cards/company': [read('/api/cards/company', recordIds.company)],
  ...ofEach(['deal', 'company'] as const, 'GET', 'buying-group', (type) =>
    read(`/api/cards/${type}/buying-group`, recordIds[type]),
  ),
  ...ofEach(['contact', 'deal', 'company'] as const, 'GET', 'explanation', (type) =>
    read(`/api/cards/${type}/explanation`, recordIds[type]),
  ),
  ...ofEach(['contact', 'deal'] as const, 'POST', 'correction', (type) =>
    write(`/api/cards/${type}/correction`, { objectId: recordIds[type], ...correction }),
  ),
  ...ofEach(['contact', 'deal'] as const, 'POST', 'outcome', (type) =>
    write(`/api/cards/${type}/outcome`, { objectId: recordIds[type], ...outcome }),
  ),
  ...ofEach(['contact', 'deal'] as const, 'POST', 'outcome/withdraw', (type) =>
    write(`/api/cards/${type}/outcome/withdraw`, { objectId: recordIds[type], outcomeId: correctionId }),
  ),
  ...ofEach(['contact', 'deal'] as const, 'POST', 'correction/withdraw', (type) =>
    write(`/api/cards/${type}/correction/withdraw`, { objectId: recordIds[type], correctionId }),
  ),
  ...ofEach(['contact', 'deal'] as const, 'POST', 'handoff/accept', (type) =>
    write(`/api/cards/${type}/handoff/accept`, { objectId: recordIds[type], ...answered }),
  ),
  ...ofEach(['contact', 'deal'] as const, 'POST', 'handoff/return', (type) =>
    write(`/api/cards/${type}/handoff/return`, { objectId: recordIds[type], ...answered, reason: 'not-ready' }),
  ),
  ...ofEach(['contact', 'deal'] as const, 'POST', 'handoff/offer', (type) =>
    write(`/api/cards/${type}/handoff/offer`, { objectId: recordIds[type], ...answered, team: 'marketing' }),
  ),
  ...ofEach(['contact', 'deal'] as const, 'POST', 'touchpoint/done', (type) =>
    write(`/api/cards/${type}/touchpoint/done`, { objectId: recordIds[type], actionId: correctionId }),
  ),
  ...ofEach(['contact', 'deal'] as const, 'POST', 'touchpoint/withdraw', (type) =>
    write(`/api/cards/${type}/touchpoint/withdraw`, { objectId: recordIds[type], actionId: correctionId }),
  ),
  ...ofEach(['contact', 'deal'] as const, 'GET', 'clocks', (type) =>
    read(`/api/cards/${type}/clocks`, recordIds[type]),
  ),
  ...ofEach(['contact', 'deal'] as const, 'GET', 'clocks/explanation', (type) => {
    const asked = read(`/api/cards/${type}/clocks/explanation`, recordIds[type]);
    return { ...asked, query: { ...asked.query, clock: `${type}~${recordIds[type]}~1~capture~1~accept~1` } };
  }),
  'GET /api/pages/handoffs': [{ method: 'GET', path: '/api/pages/handoffs', query: { team: 'sales' } }],
  'GET /api/pages/agreement': [{ method: 'GET', path: '/api/pages/agreement', query: { team: 'sales' } }],
  'GET /api/pages/agreement/records': [
    {
      method: 'GET',
      path: '/api/pages/agreement/records',
      query: { number: 'running', team: 'sales', stage: 'capture' },
    },
  ],
  'GET /api/pages/journey': [{ method: 'GET', path: '/api/pages/journey', query: { by: 'owner' } }],
  'GET /api/pages/journey/records': [
    { method: 'GET', path: '/api/pages/journey/records', query: { stage: 'attract', kind: 'entered' } },
  ],
  'GET /api/pages/journey/standings': [
    { method: 'GET', path: '/api/pages/journey/standings', query: { kind: 'measured' } },
  ],
  'GET /api/settings/health': [{ method: 'GET', path: '/api/settings/health' }],
  'GET /api/settings/health/:table': healthTables.map((table) => ({
    method: 'GET',
    path: `/api/settings/health/${table}`,
  })),
  'GET /api/settings/agreement': [{ method: 'GET', path: '/api/settings/agreement' }],
  'GET /api/settings/agreement/versions/:version': [{ method: 'GET', path: '/api/settings/agreement/versions/1' }],
  'GET /api/settings/agreement/presets/:name': [
    { method: 'GET', path: '/api/settings/agreement/presets/buying-cycle' },
  ],
  'POST /api/settings/agreement/holidays': [
    write('/api/settings/agreement/holidays', { calendar: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR' }),
  ],
  'POST /api/settings/agreement/preview': [write('/api/settings/agreement/preview', { agreement: 'buying-cycle' })],
  'POST /api/settings/agreement/publish': [
    write('/api/settings/agreement/publish', {
      agreement: agreementOfTests,
      appliesTo: 'open-visits',
      expectedVersion: 1,
    }),
  ],
  'GET /api/settings/model': [{ method: 'GET', path: '/api/settings/model' }],
  'GET /api/settings/model/versions/:version': [{ method: 'GET', path: '/api/settings/model/versions/1' }],
  'GET /api/settings/model/presets/:name': [{ method: 'GET', path: '/api/settings/model/presets/buying-cycle' }],
  'POST /api/settings/model/preview': [write('/api/settings/model/preview', { model: 'buying-cycle' })],
  'POST /api/settings/model/publish': [
    write('/api/settings/model/publish', { model: 'buying-cycle', expectedVersion: 1 }),
  ],
};

/** Routes that nobody signs for, and why. */
export const openRoutes: Readonly<Record<string, string>> = {
  'GET /healthz': 'sizes of queues, for whoever watches over the process',
  'GET /metrics': 'counters, for whoever watches over the process',
  'GET /oauth/install': 'sends a browser to HubSpot; says and changes nothing else',
  'GET /oauth/callback': 'takes a code from the browser that began, which its state is bound to',
  'GET /oauth/installed': 'opens with a link that the app has signed for one installation',
};

function read(path: string, objectId: string): Ask {
  return { method: 'GET', path, query: { objectId, language: 'en' } };
}

function write(path: string, body: object): Ask {
  return { method: 'POST', path, body };
}

function ofEach<Type extends string>(
  types: readonly Type[],
  method: string,
  name: string,
  asked: (type: Type) => Ask,
): Record<string, Ask[]> {
  return Object.fromEntries(types.map((type) => [`${method} /api/cards/${type}/${name}`, [asked(type)]]));
}
