import { describe, expect, it } from 'vitest';
import { request, type StartedPortal, startPortal } from './start-portal.ts';

const contacts = '/crm/objects/2026-09/contacts';
const deals = '/crm/objects/2026-09/deals';
const rulesOf = (property: string) => `/crm/property-validations/2026-09/0-1/${property}`;

const set = ({ url }: StartedPortal, path: string, body: unknown) =>
  request(`${url}/sandbox/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
const setRules = (started: StartedPortal, property: string, ...rules: [string, string][]) =>
  set(started, 'validation-rules', {
    objectType: 'contact',
    property,
    rules: rules.map(([ruleType, argument]) => ({ ruleType, ruleArguments: [argument] })),
  });

function newContact({ portal }: StartedPortal, properties: Record<string, string> = {}): string {
  return portal.change({ action: 'create', objectType: 'contact', properties }).recordId ?? '';
}

/** Properties of every type that has rules. */
async function portalWithProperties(): Promise<StartedPortal> {
  const started = await startPortal();
  for (const type of ['string', 'number', 'date', 'datetime'] as const) {
    const fieldType = type === 'string' ? 'text' : type === 'datetime' ? 'date' : type;
    const property = { name: `a_${type}`, label: type, type, fieldType, groupName: 'contactinformation' };
    expect((await started.call('POST', '/crm/properties/2026-09/contacts', property)).status).toBe(201);
  }
  return started;
}

describe('rules on the values of a property', () => {
  it.each([
    ['a_string', 'ALPHANUMERIC', 'ALPHA_ONLY', 'Ida', 'Ida 2'],
    ['a_string', 'ALPHANUMERIC', 'NUMERIC_ONLY', '42', '4.2'],
    ['a_string', 'ALPHANUMERIC', 'ALPHANUMERIC', 'Ida2', 'Ida-2'],
    ['a_string', 'MIN_LENGTH', '3', 'Ida', 'Id'],
    ['a_string', 'MAX_LENGTH', '3', '여정😀', '여정을을'],
    ['a_string', 'REGEX', '[A-Z]{2}-\\d+', 'AB-12', 'xAB-12'],
    ['a_number', 'MIN_NUMBER', '-1', '-1', '-1.5'],
    ['a_number', 'MAX_NUMBER', '10', '10', '11'],
    ['a_number', 'DECIMAL', '1', '3.5', '3.51'],
    ['a_date', 'START_DATE', '2026-03-01', '2026-03-01', '2026-02-28'],
    ['a_date', 'END_DATE', '2026-03-01', '2026-03-01', '2026-03-02'],
    ['a_datetime', 'START_DATETIME', '2026-03-01T09:00:00Z', '2026-03-01T09:00:00Z', '2026-03-01T08:59:59Z'],
    ['a_datetime', 'END_DATETIME', '2026-03-01T09:00:00Z', '1772355600000', '1772355600001'],
  ])('%s with %s %s takes %s and refuses %s', async (property, ruleType, argument, fitting, unfit) => {
    const started = await portalWithProperties();
    const id = newContact(started);
    const write = (value: string) => started.call('PATCH', `${contacts}/${id}`, { properties: { [property]: value } });
    expect((await setRules(started, property, [ruleType, argument])).status).toBe(200);
    expect((await write(fitting)).status).toBe(200);
    const { status, body } = await write(unfit);
    expect(status).toBe(400);
    expect(body).toMatchObject({ category: 'VALIDATION_ERROR', errors: [{ context: { propertyName: [property] } }] });
    expect((await write('')).status, 'a property may always be emptied').toBe(200);
    await setRules(started, property);
    expect((await write(unfit)).status, 'the rule was taken away').toBe(200);
  });

  it('are told within the message, as HubSpot has published it', async () => {
    const started = await startPortal();
    await setRules(started, 'firstname', ['ALPHANUMERIC', 'ALPHA_ONLY']);
    await setRules(started, 'lastname', ['ALPHANUMERIC', 'ALPHA_ONLY']);
    const answer = await started.call('POST', contacts, { properties: { firstname: 'Ida1', lastname: '2' } });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body.message.replace('Property values were not valid: ', ''))).toMatchObject([
      { isValid: false, message: 'Enter only letters', error: 'INVALID_ALPHA', name: 'firstname' },
      { isValid: false, message: 'Enter only letters', error: 'INVALID_ALPHA', name: 'lastname' },
    ]);
  });

  it('refuse a batch as a whole, and the one input where each has a trace id', async () => {
    const started = await startPortal();
    await setRules(started, 'firstname', ['MAX_LENGTH', '3']);
    const [first, second] = [newContact(started), newContact(started)];
    const inputs = [
      { id: first, properties: { firstname: 'Ida' } },
      { id: second, properties: { firstname: 'Idas' } },
    ];
    expect((await started.call('POST', `${contacts}/batch/update`, { inputs })).status).toBe(400);
    expect(
      (await started.call('GET', `${contacts}/${first}?properties=firstname`)).body.properties.firstname,
    ).toBeNull();
    const creations = inputs.map(({ properties }, index) => ({ properties, objectWriteTraceId: `t${index}` }));
    const { status, body } = await started.call('POST', `${contacts}/batch/create`, { inputs: creations });
    expect([status, body.results.length]).toEqual([207, 1]);
    expect(body.errors).toMatchObject([{ category: 'VALIDATION_ERROR', context: { objectWriteTraceId: ['t1'] } }]);
  });

  it('hold for users too', async () => {
    const started = await startPortal();
    await setRules(started, 'firstname', ['MAX_LENGTH', '3']);
    expect(() => newContact(started, { firstname: 'Idas' })).toThrow(/not valid/);
  });

  it('are read and set through the API, one of each kind', async () => {
    const started = await startPortal();
    const { call } = started;
    const put = (ruleType: string, argument: string) =>
      call('PUT', `${rulesOf('firstname')}/rule-type/${ruleType}`, { ruleArguments: [argument] });
    expect((await put('MIN_LENGTH', '1')).status).toBe(204);
    expect((await put('MAX_LENGTH', '8')).status).toBe(204);
    expect((await put('MAX_LENGTH', '9')).status).toBe(204);
    const longest = { ruleType: 'MAX_LENGTH', ruleArguments: ['9'], shouldApplyNormalization: false };
    const rules = [{ ruleType: 'MIN_LENGTH', ruleArguments: ['1'], shouldApplyNormalization: false }, longest];
    expect((await call('GET', rulesOf('firstname'))).body).toEqual({ results: rules });
    expect((await call('GET', `${rulesOf('firstname')}/rule-type/MAX_LENGTH`)).body).toEqual(longest);
    expect((await call('GET', '/crm/property-validations/2026-09/contacts')).body).toEqual({
      results: [{ propertyName: 'firstname', propertyValidationRules: rules }],
    });
  });

  it.each([
    ['firstname', 'MAX_LENGTH', 'three'],
    ['firstname', 'MAX_NUMBER', '3'],
    ['firstname', 'ALPHANUMERIC', 'SOMETIMES'],
    ['firstname', 'REGEX', '('],
    ['firstname', 'WHITESPACE', 'x'],
  ])('%s refuses the rule %s %s', async (property, ruleType, argument) => {
    const started = await startPortal();
    const path = `${rulesOf(property)}/rule-type/${ruleType}`;
    expect((await started.call('PUT', path, { ruleArguments: [argument] })).status).toBe(400);
    expect((await setRules(started, property, [ruleType, argument])).status).toBe(400);
    expect((await started.call('GET', path)).status).toBe(404);
  });
});

describe('required properties', () => {
  const stage = 'contractsent';
  const atStage = { objectType: 'deal', property: 'dealstage', value: stage, required: ['amount'] };

  async function portalWithDeal(options = {}) {
    const started = await startPortal(options);
    expect((await set(started, 'required-properties', { conditional: [atStage] })).status).toBe(200);
    const properties = { dealname: 'A deal', dealstage: 'qualifiedtobuy' };
    const id = started.portal.change({ action: 'create', objectType: 'deal', properties }).recordId;
    return { ...started, path: (version = '2026-09') => `/crm/objects/${version}/deals/${id}` };
  }

  it('at a stage of a pipeline refuse the move, until the property is filled in with it', async () => {
    const { call, path } = await portalWithDeal();
    const refused = await call('PATCH', path(), { properties: { dealstage: stage } });
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({
      category: 'VALIDATION_ERROR',
      errors: [{ code: 'MISSING_CONDITIONAL_REQUIRED_PROPERTY', context: { propertyName: ['amount'] } }],
    });
    expect((await call('PATCH', path(), { properties: { dealname: 'Another name' } })).status).toBe(200);
    expect((await call('PATCH', path(), { properties: { dealstage: stage, amount: '5' } })).status).toBe(200);
    expect((await call('PATCH', path(), { properties: { amount: '' } })).status).toBe(400);
  });

  it('may also keep off writes of other properties, which is not documented', async () => {
    const { call, path, portal } = await portalWithDeal({ openAnswers: { conditionalRule: 'every-write' } });
    const id = path().split('/').at(-1) ?? '';
    portal.change({ action: 'update', objectType: 'deal', id, properties: { dealstage: stage } });
    const inputs = [{ id, properties: { dealname: 'Another name' } }];
    expect((await call('POST', `${deals}/batch/update`, { inputs })).status).toBe(400);
  });

  it('do not concern the version before them', async () => {
    const { call, path } = await portalWithDeal();
    expect((await call('PATCH', path('2026-03'), { properties: { dealstage: stage } })).status).toBe(200);
  });

  it('of new records refuse a record without them', async () => {
    const started = await startPortal();
    await set(started, 'required-properties', { atCreation: [{ objectType: 'contact', property: 'lastname' }] });
    const { status, body } = await started.call('POST', contacts, { properties: { firstname: 'Ida' } });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ code: 'MISSING_REQUIRED_PROPERTY', context: { propertyName: ['lastname'] } }]);
    expect((await started.call('POST', contacts, { properties: { lastname: 'Example' } })).status).toBe(201);
  });
});
