import { describe, expect, test } from 'vitest';
import { apiPaths } from '../../src/hubspot/api-paths.ts';
import { ensureProperties } from '../../src/hubspot/ensure-properties.ts';
import type { ApiCall } from '../../src/hubspot/hubspot-client.ts';
import { type PropertyDefinition, propertyGroup } from '../../src/hubspot/tag-properties.ts';
import { answerCalls, refusal } from './answer-calls.ts';

type Option = { label: string; value: string; displayOrder?: number; hidden?: boolean; description?: string };
type Property = { name: string; label?: string; type?: string; fieldType?: string; options?: Option[] };

const optionsOf = (...values: string[]) =>
  values.map((value, displayOrder) => ({ label: value.toUpperCase(), value, displayOrder, hidden: false }));
const stage: PropertyDefinition = {
  name: 'stage',
  label: 'Stage',
  type: 'enumeration',
  fieldType: 'select',
  groupName: propertyGroup.name,
  options: optionsOf('a', 'b'),
};
const lap: PropertyDefinition = {
  name: 'lap',
  label: 'Lap',
  type: 'number',
  fieldType: 'number',
  groupName: propertyGroup.name,
};
const paths = {
  groups: apiPaths.propertyGroups('contact'),
  all: apiPaths.properties('contact'),
  create: apiPaths.propertiesBatchCreate('contact'),
  stage: apiPaths.property('contact', 'stage'),
};

/** A portal with these properties; `onCreate` decides what becomes of a batch, or takes it all. */
function portal(present: Property[], onCreate?: (inputs: PropertyDefinition[]) => { status: number; body: object }) {
  const groups = [{ name: 'contactinformation' }, { name: propertyGroup.name }];
  const answered = answerCalls(({ method, path, body }: ApiCall) => {
    if (method === 'GET' && path === paths.groups) return { body: { results: groups } };
    if (method === 'GET' && path === paths.all) return { body: { results: structuredClone(present) } };
    if (path !== paths.create) return {};
    const { inputs } = body as { inputs: PropertyDefinition[] };
    if (onCreate !== undefined) return onCreate(inputs);
    present.push(...inputs);
    return { status: 201, body: { results: inputs } };
  });
  const ensure = (...wanted: PropertyDefinition[]) => ensureProperties(answered.hubspot, '33', 'contact', wanted);
  const changes = () =>
    answered.calls.filter(({ method }) => method !== 'GET').map(({ method, path, body }) => ({ method, path, body }));
  return { ...answered, groups, ensure, changes };
}

describe('the group', () => {
  test('is created where it is missing', async () => {
    const { groups, ensure, changes } = portal([stage, lap]);
    groups.pop();
    await ensure(stage, lap);
    expect(changes()).toEqual([{ method: 'POST', path: paths.groups, body: propertyGroup }]);
  });

  test('that somebody else creates at the same moment is no failure', async () => {
    const { groups, ensure, calls } = portal([stage]);
    groups.pop();
    await ensure(stage);
    expect(calls.find(({ method }) => method === 'POST')?.acceptStatuses).toEqual([409]);
  });
});

describe('the properties', () => {
  test('that are all there cause no change', async () => {
    const { ensure, changes } = portal([stage, lap]);
    expect(await ensure(stage, lap)).toEqual({ created: [], extended: [], relabelled: [], conflicts: [] });
    expect(changes()).toEqual([]);
  });

  test('that are missing are created in one call, and only those', async () => {
    const { ensure, changes } = portal([{ name: 'lap' }]);
    expect(await ensure(stage, lap)).toEqual({ created: ['stage'], extended: [], relabelled: [], conflicts: [] });
    expect(changes()).toEqual([{ method: 'POST', path: paths.create, body: { inputs: [stage] } }]);
  });

  test('ask for nothing again the next time', async () => {
    const { ensure, changes } = portal([]);
    await ensure(stage, lap);
    expect(await ensure(stage, lap)).toEqual({ created: [], extended: [], relabelled: [], conflicts: [] });
    expect(changes()).toHaveLength(1);
  });

  test('get the options that they lack; those of the admin stay, and stay as they are', async () => {
    const own = { label: 'Our own', value: 'own', displayOrder: 7, hidden: true, description: 'by an admin' };
    const renamed = { label: 'Renamed', value: 'b', displayOrder: 9, hidden: true };
    const { ensure, changes } = portal([{ name: 'stage', options: [own, renamed] }]);
    expect(await ensure(stage)).toEqual({ created: [], extended: ['stage'], relabelled: [], conflicts: [] });
    expect(changes()).toEqual([
      { method: 'PATCH', path: paths.stage, body: { options: [own, renamed, stage.options?.[0]] } },
    ]);
  });

  test('keep the options that a model no longer has', async () => {
    const { ensure, changes } = portal([stage]);
    await ensure({ ...stage, options: optionsOf('b') });
    expect(changes()).toEqual([]);
  });

  test('that were archived come back with the options that they had, and get the others', async () => {
    const present: Property[] = [];
    const { ensure, changes } = portal(present, () => {
      present.push({ name: 'stage', options: optionsOf('old') });
      return { status: 201, body: {} };
    });
    expect(await ensure(stage)).toEqual({ created: ['stage'], extended: ['stage'], relabelled: [], conflicts: [] });
    const values = (changes().at(-1)?.body as { options: Option[] } | undefined)?.options.map(({ value }) => value);
    expect(values).toEqual(['old', 'a', 'b']);
  });
});

describe('a property of the same name', () => {
  test.each([
    ['of another type', { name: 'stage', type: 'string', fieldType: 'text' }, 'string'],
    [
      'that holds several values',
      { name: 'stage', type: 'enumeration', fieldType: 'checkbox' },
      'enumeration of several values',
    ],
  ])('%s is told, and left as it is', async (_what, present, found) => {
    const { ensure, changes } = portal([present, lap]);
    const conflicts = [{ name: 'stage', wanted: 'enumeration', found }];
    expect(await ensure(stage, lap)).toEqual({ created: [], extended: [], relabelled: [], conflicts });
    expect(changes()).toEqual([]);
  });

  test('that came back from the recycle bin with another type is told as well', async () => {
    const present: Property[] = [];
    const { ensure } = portal(present, () => {
      present.push({ name: 'stage', type: 'number', fieldType: 'number' });
      return { status: 201, body: {} };
    });
    expect((await ensure(stage)).conflicts).toEqual([{ name: 'stage', wanted: 'enumeration', found: 'number' }]);
  });

  test('whose select an admin made radio buttons is still the same', async () => {
    const { ensure, changes } = portal([{ ...stage, fieldType: 'radio' }]);
    expect((await ensure(stage)).conflicts).toEqual([]);
    expect(changes()).toEqual([]);
  });
});

test('options that are the admin’s are given at the beginning and never again', async () => {
  const { hubspot, changes } = portal([]);
  const ensure = () => ensureProperties(hubspot, '33', 'contact', [stage], { adminsOptions: new Set(['stage']) });
  expect((await ensure()).created).toEqual(['stage']);
  const emptied = portal([{ ...stage, options: optionsOf('own') }]);
  const after = await ensureProperties(emptied.hubspot, '33', 'contact', [stage], {
    adminsOptions: new Set(['stage']),
  });
  expect(after).toEqual({ created: [], extended: [], relabelled: [], conflicts: [] });
  expect([changes().length, emptied.changes().length]).toEqual([1, 0]);
});

describe('labels of another language', () => {
  const german: PropertyDefinition = {
    ...stage,
    label: 'Phase',
    options: [
      { label: 'Anfang', value: 'a', displayOrder: 0, hidden: false },
      { label: 'Ende', value: 'b', displayOrder: 1, hidden: false },
    ],
  };
  const ensure = (present: Property[]) => {
    const { hubspot, changes } = portal(present);
    const done = ensureProperties(hubspot, '33', 'contact', [stage], { translations: [[german]] });
    return done.then((ensured) => ({ ensured, changes: changes() }));
  };

  test('are put into the wanted one, those of options too, with what they lack', async () => {
    const own = { label: 'Our own', value: 'own', displayOrder: 7, hidden: true };
    const { ensured, changes } = await ensure([
      { ...german, options: [{ ...german.options![0]!, hidden: true }, own] },
    ]);
    expect(ensured).toMatchObject({ extended: ['stage'], relabelled: ['stage'] });
    const options = [{ ...stage.options![0]!, hidden: true }, own, stage.options![1]];
    expect(changes).toEqual([{ method: 'PATCH', path: paths.stage, body: { label: 'Stage', options } }]);
  });

  test('that an admin wrote stay, beside one that is the app’s', async () => {
    const { ensured, changes } = await ensure([
      { ...german, label: 'Our stage', options: [{ ...german.options![0]!, label: 'Our start' }, german.options![1]!] },
    ]);
    expect(ensured.relabelled).toEqual(['stage']);
    const options = [{ ...german.options![0], label: 'Our start' }, stage.options![1]];
    expect(changes.map(({ body }) => body)).toEqual([{ options }]);
  });

  test('are no reason for a change where they are the wanted ones, or all an admin’s', async () => {
    const renamed = optionsOf('a', 'b').map((option) => ({ ...option, label: `Our ${option.value}` }));
    for (const present of [stage, { ...stage, label: 'Ours', options: renamed }]) {
      const { ensured, changes } = await ensure([present]);
      expect([ensured.relabelled, changes]).toEqual([[], []]);
    }
  });
});

describe('when another process creates the same properties at the same time', () => {
  test('it is no failure', async () => {
    const present: Property[] = [];
    const { ensure, changes } = portal(present, (inputs) => {
      present.push(...inputs);
      return { status: 409, body: { message: 'the property "stage" exists' } };
    });
    await ensure(stage, lap);
    expect(changes()).toHaveLength(1);
  });

  test('what it has not created is created after all', async () => {
    const present: Property[] = [];
    const { ensure, changes } = portal(present, (inputs) => {
      if (inputs.length === 1) present.push(...inputs);
      else present.push(stage);
      return { status: inputs.length === 1 ? 201 : 409, body: {} };
    });
    await ensure(stage, lap);
    expect(changes().map(({ body }) => (body as { inputs: Property[] }).inputs.map(({ name }) => name))).toEqual([
      ['stage', 'lap'],
      ['lap'],
    ]);
  });
});

test('a batch of which HubSpot takes only a part is not taken for whole', async () => {
  const present: Property[] = [];
  const { ensure } = portal(present, () => {
    present.splice(0, present.length, stage);
    return { status: 207, body: { results: [], errors: [{ message: 'the field type of "lap" is not allowed' }] } };
  });
  await expect(ensure(stage, lap)).rejects.toMatchObject({
    code: 'hubspot-refused',
    message: 'HubSpot did not create lap: the field type of "lap" is not allowed',
  });
});

test('what a batch does not bring back from the recycle bin is created by itself', async () => {
  const present: Property[] = [];
  const { hubspot, calls } = portal(present, () => ({ status: 409, body: { message: 'it is archived' } }));
  const call: typeof hubspot.call = async (accountId, given) => {
    if (given.method === 'POST' && given.path === paths.all) present.push(given.body as Property);
    return hubspot.call(accountId, given);
  };
  const { created } = await ensureProperties({ call }, '33', 'contact', [stage, lap]);
  expect(created).toEqual(['stage', 'lap']);
  const posts = calls.filter(({ method, path }) => method === 'POST' && path === paths.all);
  expect(posts.map(({ body }) => (body as Property).name)).toEqual(['stage', 'lap']);
});

test('what HubSpot refuses is a failure', async () => {
  const { ensure } = portal([], () => {
    throw refusal('hubspot-scope-missing');
  });
  await expect(ensure(stage)).rejects.toMatchObject({ code: 'hubspot-scope-missing' });
});
