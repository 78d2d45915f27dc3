import { expect, test } from 'vitest';
import { ownPropertiesForCard } from '../../src/api/own-properties-for-card.ts';
import { preset, presets } from '../../src/journey/models/presets.ts';
import { agreementOf, firstVersion } from '../agreement/agreements.ts';

const funnel = preset('lead-funnel');

test.each([...presets.values()])('$name looks at nothing that is not pushed', (model) => {
  expect(ownPropertiesForCard({ model })).toEqual({});
});

test('what only an account’s own model or a pause of its agreement looks at is told, each once', () => {
  const [first, ...others] = funnel.stages;
  const when = { any: [{ property: 'budget_year', is: '2027' }, { lifecycle: ['lead'] }] };
  const model = { ...funnel, stages: [{ ...first!, own: when }, ...others] } as unknown as typeof funnel;
  expect(ownPropertiesForCard({ model })).toEqual({ ownProperties: ['budget_year'] });
  const pausing = (property: string) =>
    firstVersion(agreementOf({ stages: { convert: { lead: 'sales', pauseWhen: { property, is: 'x' } } } }));
  const agreements = [pausing('former_state'), { ...pausing('own_state'), version: 2 }];
  expect(ownPropertiesForCard({ model, agreements })).toEqual({ ownProperties: ['budget_year', 'own_state'] });
});
