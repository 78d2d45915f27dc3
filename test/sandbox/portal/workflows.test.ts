import { describe, expect, it } from 'vitest';
import { request, startPortal } from './start-portal.ts';

const post = (url: string, body: unknown) =>
  request(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
const property = 'jobtitle';

async function startWith(workflows: object[], before: string[] = []) {
  const { portal, url } = await startPortal();
  const create = (jobtitle: string) =>
    portal.change({ action: 'create', objectType: 'contact', properties: { jobtitle } }).recordId ?? '';
  const ids = before.map(create);
  const answer = await post(`${url}/sandbox/workflows`, { workflows, enrolsExisting: before.length > 0 });
  expect(answer.status).toBe(200);
  const set = (id: string, jobtitle: string) =>
    portal.change({ action: 'update', objectType: 'contact', id, properties: { jobtitle } });
  const enrolments = async (index = 0) =>
    (await request(`${url}/sandbox/workflows`)).body.workflows[index].enrolments as object[];
  return { portal, create, ids, set, enrolments };
}

describe('a workflow that enrols by a property', () => {
  it('enrols who gets the value, lets go who loses it, and enrols again who comes back', async () => {
    const { portal, create, set, enrolments } = await startWith([{ id: 'w', property, value: 'x' }]);
    portal.clock.set(1_000);
    const id = create('x');
    expect(await enrolments()).toEqual([{ recordId: id, enrolledAtMs: 1_000, endedAtMs: null }]);
    portal.clock.set(2_000);
    set(id, 'x');
    set(id, '');
    portal.clock.set(3_000);
    set(id, 'x');
    portal.clock.set(4_000);
    set(id, 'y');
    expect(await enrolments()).toEqual([
      { recordId: id, enrolledAtMs: 1_000, endedAtMs: 2_000 },
      { recordId: id, enrolledAtMs: 3_000, endedAtMs: 4_000 },
    ]);
  });

  it('without re-enrolment enrols nobody twice', async () => {
    const { create, set, enrolments } = await startWith([{ id: 'w', property, value: 'x', reenrols: false }]);
    const id = create('x');
    for (const value of ['y', 'x']) set(id, value);
    expect(await enrolments()).toMatchObject([{ recordId: id, endedAtMs: expect.any(Number) }]);
  });

  it('enrols who has the value already when asked to, and not the others', async () => {
    const { ids, enrolments } = await startWith([{ id: 'w', property, value: 'x' }], ['x', 'y']);
    expect(await enrolments()).toMatchObject([{ recordId: ids[0], endedAtMs: null }]);
  });

  it('lets go who is deleted, and who goes on in another record', async () => {
    const { portal, create, enrolments } = await startWith([{ id: 'w', property, value: 'x' }]);
    const [gone, kept, merged] = [create('x'), create('x'), create('x')];
    portal.change({ action: 'delete', objectType: 'contact', id: gone });
    portal.change({
      action: 'merge',
      objectType: 'contact',
      primaryId: kept,
      mergedId: merged,
      mergedRecordId: 'primary',
    });
    expect(await enrolments()).toMatchObject([
      { recordId: gone, endedAtMs: expect.any(Number) },
      { recordId: kept, endedAtMs: null },
      { recordId: merged, endedAtMs: expect.any(Number) },
    ]);
  });
});
