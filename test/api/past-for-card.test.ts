import { describe, expect, it } from 'vitest';
import { pastForCard } from '../../src/api/past-for-card.ts';
import { countedActivities } from '../../src/api/touch-words.ts';
import { activityKinds, languages, type PastType, pastTypes } from '../../src/journey/vocabulary.ts';

const of = (objectType: PastType, recordsDone: number, recordsTotal: number, isFinished: boolean) => ({
  ...{ objectType, recordsDone, recordsTotal, isFinished },
});

describe('how much of the past has been read', () => {
  it('is nothing to tell of when all of it is, or none is to be', () => {
    expect(pastForCard([], 'en')).toBeNull();
    expect(pastForCard([of('deal', 3, 3, true), of('note', 0, 0, true)], 'en')).toBeNull();
  });

  it('is the share of all records, with those that wait', () => {
    const past = [of('deal', 30, 30, true), of('contact', 10, 70, false)];
    expect(pastForCard(past, 'en')).toEqual({ percent: 40, waiting: [{ id: 'contact', label: 'contacts' }] });
  });

  it('is not known before HubSpot has counted what waits', () => {
    expect(pastForCard([of('deal', 30, 30, true), of('contact', 0, 0, false)], 'en')?.percent).toBeNull();
  });

  it('is never all of it while records wait, also when more came than were counted', () => {
    expect(pastForCard([of('deal', 900, 800, false)], 'en')?.percent).toBe(99);
  });

  it.each(languages)('names every type of record in %s', (language) => {
    const labels = pastTypes.map((type) => pastForCard([of(type, 1, 2, false)], language)!.waiting[0]!.label);
    expect(new Set(labels).size).toBe(pastTypes.length);
  });
});

describe('so many activities', () => {
  it('have the plural forms of the language', () => {
    const told = (counts: number[], language: (typeof languages)[number]) =>
      counts.map((count) => countedActivities('email', count, language));
    expect(told([1, 3], 'en')).toEqual(['1 e-mail', '3 e-mails']);
    expect(told([1, 3], 'it')).toEqual(['1 e-mail', '3 e-mail']);
    expect(told([1, 3], 'de')).toEqual(['1 E-Mail', '3 E-Mails']);
    expect(told([1, 3], 'ko')).toEqual(['이메일 1건', '이메일 3건']);
    expect(told([1, 2, 5, 11, 21], 'ru')).toEqual(['1 письмо', '2 письма', '5 писем', '11 писем', '21 письмо']);
  });

  it.each(languages)('are told of every kind in %s, and each kind otherwise', (language) => {
    const told = activityKinds.map((kind) => countedActivities(kind, 4, language));
    expect(new Set(told).size).toBe(activityKinds.length);
    for (const text of told) expect(text).toMatch(/^[^#]*4[^#]*$/);
  });
});
