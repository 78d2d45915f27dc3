import nock from 'nock';
import { describe, expect, test } from 'vitest';
import { apiPaths } from '../../src/hubspot/api-paths.ts';
import { createClientToken } from '../../src/hubspot/client-token.ts';
import { createJournal, journalScopes } from '../../src/hubspot/journal.ts';
import {
  subscriptionChanges,
  uninstallSubscription,
  wantedSubscriptions,
} from '../../src/hubspot/journal-subscriptions.ts';
import { apiUrl, replaceHubSpot } from './replace-hubspot.ts';

replaceHubSpot();

const settings = { apiUrl, clientId: 'client-1', clientSecret: 'secret-1' };
const offset = '0b34ec9e-e3dc-4cdf-aa7e-a48a1de3e220';
const file = { url: 'https://files.hubspot.example/one?signature=a', expiresAt: '2026-03-02T09:15:00Z' };

function grantToken(token = 'token-1', times = 1, further = journalScopes.further): void {
  nock(apiUrl)
    .post(apiPaths.token(), {
      ...{ grant_type: 'client_credentials', client_id: 'client-1', client_secret: 'secret-1' },
      scope: [...journalScopes.needed, ...further].join(' '),
    })
    .times(times)
    .reply(200, { access_token: token, expires_in: 1_800, token_use: 'client_credentials' });
}

const newJournal = () => createJournal({ apiUrl, token: createClientToken(settings, journalScopes) });
const withToken = (token = 'token-1') => nock(apiUrl, { reqheaders: { authorization: `Bearer ${token}` } });

describe('the token of the app', () => {
  test('is asked for once, by form, and used for all calls', async () => {
    grantToken();
    withToken().get(apiPaths.journalEarliest()).twice().reply(204);
    const journal = newJournal();
    await Promise.all([journal.next(''), journal.next('')]);
  });

  test('is asked for again when HubSpot does not take it any more', async () => {
    grantToken('token-1');
    grantToken('token-2');
    withToken('token-1').get(apiPaths.journalEarliest()).reply(401, {});
    withToken('token-2').get(apiPaths.journalEarliest()).reply(204);
    expect(await newJournal().next('')).toEqual({ kind: 'end' });
  });

  test('does without the further scopes that the app may not have', async () => {
    nock(apiUrl)
      .post(apiPaths.token(), ({ scope }) => scope.includes('feedback'))
      .reply(400, { status: 'BAD_SCOPE', message: 'unknown scope' });
    grantToken('token-1', 1, ['tickets']);
    withToken().get(apiPaths.journalEarliest()).reply(204);
    expect(await newJournal().next('')).toEqual({ kind: 'end' });
  });

  test('that is refused to the app is no failure that passes', async () => {
    const askings = journalScopes.further.length + 1;
    nock(apiUrl).post(apiPaths.token()).times(askings).reply(400, { status: 'BAD_SCOPE', message: 'unknown scope' });
    const refused = newJournal().next('');
    await expect(refused).rejects.toMatchObject({ code: 'hubspot-scope-missing', isRetryable: false });
    await expect(refused).rejects.toThrow(/BAD_SCOPE unknown scope/);
  });
});

describe('an answer in another form', () => {
  const unreadable = { code: 'hubspot-answer-unreadable', isRetryable: true };

  test('is told of a token', async () => {
    nock(apiUrl).post(apiPaths.token()).reply(200, { access_token: 7 });
    await expect(newJournal().next('')).rejects.toMatchObject({
      ...unreadable,
      message: expect.stringContaining('access_token'),
    });
  });

  test('is told of the next page, and of the last one', async () => {
    grantToken();
    withToken()
      .get(apiPaths.journalNext(offset))
      .reply(200, { ...file, currentOffset: 7 });
    withToken().get(apiPaths.journalNext(offset)).reply(404, {});
    withToken().get(apiPaths.journalLatest()).reply(200, {});
    const journal = newJournal();
    for (const message of [apiPaths.journalNext(offset), apiPaths.journalLatest()]) {
      const told = { ...unreadable, message: expect.stringContaining(message) };
      await expect(journal.next(offset)).rejects.toMatchObject(told);
    }
  });
});

describe('reading', () => {
  test('names the file after an offset, and the next offset', async () => {
    grantToken();
    withToken()
      .get(apiPaths.journalNext(offset))
      .reply(200, { ...file, currentOffset: 'later' });
    expect(await newJournal().next(offset)).toEqual({ kind: 'file', offset: 'later', url: file.url });
  });

  test('ends where HubSpot has nothing new, in either way that it may say so', async () => {
    grantToken();
    withToken().get(apiPaths.journalNext(offset)).reply(204);
    withToken().get(apiPaths.journalNext(offset)).reply(404, {});
    withToken()
      .get(apiPaths.journalLatest())
      .reply(200, { ...file, currentOffset: offset });
    const journal = newJournal();
    expect([await journal.next(offset), await journal.next(offset)]).toEqual([{ kind: 'end' }, { kind: 'end' }]);
  });

  test.each([400, 404, 410])('finds that an offset has expired (%i)', async (status) => {
    grantToken();
    withToken().get(apiPaths.journalNext(offset)).reply(status, {});
    withToken()
      .get(apiPaths.journalLatest())
      .reply(200, { ...file, currentOffset: 'another' });
    expect(await newJournal().next(offset)).toEqual({ kind: 'expired' });
  });

  test('waits as long as HubSpot says when calls are limited', async () => {
    grantToken();
    withToken().get(apiPaths.journalEarliest()).reply(429, { policyName: 'SECONDLY' }, { 'retry-after': '0' });
    withToken().get(apiPaths.journalEarliest()).reply(204);
    expect(await newJournal().next('')).toEqual({ kind: 'end' });
  });

  test('does not send the token to where the files lie', async () => {
    nock('https://files.hubspot.example', { badheaders: ['authorization'] })
      .get('/one')
      .query(true)
      .reply(200, '{"a":1}');
    expect(await newJournal().read(file.url)).toBe('{"a":1}');
  });

  test.each([403, 404])('a file that is not there yet is nothing (%i)', async (status) => {
    nock('https://files.hubspot.example').get('/one').query(true).reply(status, '<Error/>');
    expect(await newJournal().read(file.url)).toBeNull();
  });

  test('a file that fails may be read again', async () => {
    nock('https://files.hubspot.example').get('/one').query(true).reply(500);
    await expect(newJournal().read(file.url)).rejects.toMatchObject({ code: 'hubspot-unavailable' });
  });
});

describe('subscriptions', () => {
  const properties = { contact: ['email', 'b'], deal: ['dealstage'], company: [] };

  test('cover what is pushed and what the model adds, as far as the scopes go', () => {
    const all = wantedSubscriptions({ accountId: '33', scopes: ['oauth', 'tickets'] }, properties);
    const of = (kind: string) => all.filter(({ subscriptionType }) => subscriptionType === kind);
    expect(of('OBJECT')).toContainEqual({
      ...{ subscriptionType: 'OBJECT', portalId: 33, objectTypeId: '0-1', properties: ['b', 'email'], objectIds: [] },
      actions: ['CREATE', 'UPDATE', 'DELETE', 'MERGE', 'RESTORE'],
    });
    const typesOf = (kind: string) => of(kind).map((one) => ('objectTypeId' in one ? one.objectTypeId : ''));
    const activities = ['0-48', '0-49', '0-47', '0-46', '0-18'];
    expect(typesOf('OBJECT')).toEqual(['0-1', '0-3', '0-2', '0-5', ...activities]);
    expect(typesOf('ASSOCIATION')).toEqual(['0-1', '0-3', '0-2', '0-5', ...activities]);
    expect(typesOf('GDPR_PRIVACY_DELETION')).toEqual(['0-1']);
    const few = wantedSubscriptions({ accountId: '33', scopes: ['oauth'] }, properties);
    expect(JSON.stringify(few)).not.toContain('"0-5"');
  });

  test('are sent where they differ, and removed where nobody wants them', () => {
    const wanted = wantedSubscriptions({ accountId: '33', scopes: [] }, properties);
    const present = wanted.map((one, index) => ({
      ...{ id: index + 1, actions: [], properties: [], associatedObjectTypeIds: [] },
      ...structuredClone(one),
    })) as never;
    expect(subscriptionChanges(present, wanted)).toEqual({ send: [], remove: [] });
    const more = wantedSubscriptions({ accountId: '33', scopes: [] }, { ...properties, company: ['tier'] });
    const { send, remove } = subscriptionChanges(present, more);
    expect(send).toMatchObject([{ subscriptionType: 'OBJECT', objectTypeId: '0-2', properties: ['tier'] }]);
    expect(remove).toEqual([]);
    expect(subscriptionChanges(present, []).remove).toHaveLength(wanted.length);
  });

  test('are listed, sent and removed as HubSpot takes them', async () => {
    grantToken();
    withToken()
      .get(apiPaths.journalSubscriptions())
      .reply(200, { results: [{ id: 5, subscriptionType: 'OBJECT', portalId: 33, properties: null, createdBy: 1 }] });
    withToken()
      .post(apiPaths.journalSubscriptions(), uninstallSubscription as never)
      .reply(200, {});
    withToken().delete(apiPaths.journalSubscription(5)).reply(404, {});
    withToken().delete(apiPaths.journalSubscriptionsOf('33')).reply(204);
    const journal = newJournal();
    expect(await journal.subscriptions()).toMatchObject([{ id: 5, properties: [], actions: [] }]);
    await journal.subscribe(uninstallSubscription);
    await journal.unsubscribe(5);
    await journal.unsubscribeAccount('33');
  });

  test('that come in another shape are a failure with a name, which keeps no account from being ready', async () => {
    grantToken();
    withToken()
      .get(apiPaths.journalSubscriptions())
      .reply(200, { results: [{ subscription: 5 }] });
    await expect(newJournal().subscriptions()).rejects.toMatchObject({ code: 'hubspot-answer-unreadable' });
  });
});
