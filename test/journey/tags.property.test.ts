import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Model } from '../../src/journey/models/model-schema.ts';
import { presets } from '../../src/journey/models/presets.ts';
import { replay } from '../../src/journey/replay.ts';
import { isTag, tagDifference, tagNames, tagsOf } from '../../src/journey/tags.ts';
import { openVisit } from '../../src/journey/visits.ts';
import { arbitraryInstant, arbitraryLedger } from './arbitrary-ledger.ts';

const models: readonly Model[] = [...presets.values()];
const replayed = fc.record({ ledger: arbitraryLedger, at: arbitraryInstant }).map(({ ledger, at }) => {
  const { model, portal, aliases, heard: facts } = ledger;
  const record = { objectType: 'contact' as const, recordId: '3' };
  return { model, journey: replay(model, portal, { record, aliases, facts }, at) };
});

test('the track is set if and only if the stage of the open visit has one, and it is that one', () => {
  let withTrack = 0;
  let without = 0;
  fc.assert(
    fc.property(replayed, ({ model, journey }) => {
      const open = openVisit(journey);
      const track = model.stages.find(({ id }) => id === open?.stage)?.nurtureTrack?.id ?? '';
      if (track === '') without += 1;
      else withTrack += 1;
      expect(tagsOf(model, journey, null)[tagNames.nurtureTrack]).toBe(track);
    }),
    { numRuns: 500 },
  );
  // Both happen, or the test says nothing.
  expect(Math.min(withTrack, without)).toBeGreaterThan(20);
});

test('every write that brings another stage brings its track too, and no tag is left out of any set', () => {
  fc.assert(
    fc.property(replayed, replayed, (before, after) => {
      const written = tagsOf(before.model, before.journey, null);
      const desired = tagsOf(after.model, after.journey, null);
      const difference = tagDifference(desired, written);
      expect(Object.keys(desired).sort()).toEqual(Object.values(tagNames).sort());
      expect({ ...written, ...difference }).toEqual(desired);
      expect(tagNames.nurtureTrack in difference).toBe(
        written[tagNames.nurtureTrack] !== desired[tagNames.nurtureTrack],
      );
    }),
  );
});

test.each(models)('in $name the stages that marketing leads by default have a track each, and no others', (model) => {
  const tracks = model.stages.flatMap(({ nurtureTrack }) => (nurtureTrack === undefined ? [] : [nurtureTrack.id]));
  expect(new Set(tracks).size).toBe(tracks.length);
  const having = model.stages.filter(({ nurtureTrack }) => nurtureTrack !== undefined).map(({ id }) => id);
  const led = model.stages.filter(({ lead }) => lead.at(-1)?.team === 'marketing').map(({ id }) => id);
  expect(having).toEqual(led);
});

test('what the app writes is told from what people fill in for it', () => {
  for (const name of [...Object.values(tagNames), 'journey_steward_as_of']) expect(isTag(name), name).toBe(true);
  for (const name of [
    'journey_steward_experience',
    'journey_steward_prospect_outcome',
    'lifecyclestage',
    'constructor',
  ])
    expect(isTag(name), name).toBe(false);
});
