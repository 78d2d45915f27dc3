import { describe, expect, test } from 'vitest';
import { ensureProperties } from '../../src/hubspot/ensure-properties.ts';
import type { ApiCall, HubSpot } from '../../src/hubspot/hubspot-client.ts';
import { adminsOptions, inputNames, inputProperties } from '../../src/hubspot/input-properties.ts';
import { modelProperties } from '../../src/journey/models/model-properties.ts';
import { presets } from '../../src/journey/models/presets.ts';
import { languages, objectTypes } from '../../src/journey/vocabulary.ts';
import { startPortal } from '../sandbox/portal/start-portal.ts';

const namesOf = (objectType: (typeof objectTypes)[number]) => inputProperties(objectType, 'en').map(({ name }) => name);

describe('the input properties', () => {
  test('are all of contacts; a deal has the dates of its engagement, and a company none', () => {
    expect(namesOf('contact')).toEqual(Object.values(inputNames));
    expect(namesOf('deal')).toEqual([inputNames.engagementStart, inputNames.engagementEnd]);
    expect(namesOf('company')).toEqual([]);
  });

  test('are there for every property of the app that a preset reads', () => {
    const read = [...presets.values()]
      .flatMap((model) => [
        ...modelProperties(model),
        ...model.questions.flatMap(({ answer }) => ('property' in answer ? [answer.property] : [])),
      ])
      .filter((name) => name.startsWith('journey_steward_'));
    expect(new Set(read).size).toBeGreaterThan(4);
    expect(read.filter((name) => !namesOf('contact').includes(name))).toEqual([]);
  });

  test('have the values that the presets ask for', () => {
    const optionsOf = (wanted: string) =>
      inputProperties('contact', 'en')
        .find(({ name }) => name === wanted)
        ?.options?.map(({ value }) => value);
    expect(optionsOf(inputNames.experience)).toEqual(['good', 'bad']);
    expect(optionsOf(inputNames.prospectOutcome)).toEqual(['not-now', 'rejected']);
    expect(optionsOf(inputNames.leavingReason)).toEqual([
      'retired',
      'changed-job',
      'sold-business',
      'unhappy',
      'other',
    ]);
  });

  test.each(languages)('say in %s what they are, and differ from the other languages', (language) => {
    const [own, others] = [
      inputProperties('contact', language),
      languages.filter((other) => other !== language).map((other) => inputProperties('contact', other)),
    ];
    for (const [index, property] of own.entries()) {
      expect(property.label.trim(), property.name).not.toBe('');
      expect(property.description?.length, property.name).toBeGreaterThan(20);
      expect(property.formField, property.name).toBe(true);
      expect(others.map((texts) => texts[index]?.description)).not.toContain(property.description);
      expect(others.map((texts) => texts[index]?.label)).not.toContain(property.label);
    }
  });

  test('are taken by the portal, and by its forms; values are held against them', async () => {
    const { call } = await startPortal();
    const hubspot: HubSpot = {
      call: async (_accountId, { method, path, body }: ApiCall) => call(method, path, body),
    };
    for (const objectType of objectTypes) {
      const wanted = inputProperties(objectType, 'de');
      const first = await ensureProperties(hubspot, '1', objectType, wanted, { adminsOptions });
      expect(first).toEqual({ created: wanted.map(({ name }) => name), extended: [], relabelled: [], conflicts: [] });
      const again = await ensureProperties(hubspot, '1', objectType, wanted, { adminsOptions });
      expect(again).toEqual({ created: [], extended: [], relabelled: [], conflicts: [] });
    }
    const { body } = await call('GET', `/crm/properties/2026-09/contacts/${inputNames.servicesKnown}`);
    expect(body).toMatchObject({ formField: true, fieldType: 'checkbox', label: 'Bekannte Leistungen' });

    const write = async (properties: Record<string, string>) =>
      (await call('POST', '/crm/objects/2026-09/contacts', { properties })).status;
    expect(await write({ [inputNames.engagementStart]: '2026-03-01', [inputNames.experience]: 'good' })).toBe(201);
    expect(await write({ [inputNames.leavingReason]: 'sold-business', [inputNames.referredBy]: 'a@b.example' })).toBe(
      201,
    );
    expect(await write({ [inputNames.experience]: 'so-so' })).toBe(400);
    expect(await write({ [inputNames.engagementEnd]: '2026-03-01T09:00:00Z' })).toBe(400);
  });

  test('of services keep what the admin made of them', async () => {
    const { call } = await startPortal();
    const hubspot: HubSpot = {
      call: async (_accountId, { method, path, body }: ApiCall) => call(method, path, body),
    };
    const ensure = () => ensureProperties(hubspot, '1', 'contact', inputProperties('contact', 'en'), { adminsOptions });
    await ensure();
    const path = `/crm/properties/2026-09/contacts/${inputNames.servicesKnown}`;
    const options = ['audit', 'tax'].map((value, displayOrder) => ({
      label: value,
      value,
      displayOrder,
      hidden: false,
    }));
    expect((await call('PATCH', path, { options })).status).toBe(200);
    await ensure();
    expect((await call('GET', path)).body.options.map(({ value }: { value: string }) => value)).toEqual([
      'audit',
      'tax',
    ]);
    const properties = { [inputNames.servicesKnown]: 'audit;tax' };
    expect((await call('POST', '/crm/objects/2026-09/contacts', { properties })).status).toBe(201);
  });
});
