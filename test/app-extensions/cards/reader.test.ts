import { describe, expect, it } from 'vitest';
import { readerOf } from '../../../app-extensions/app/cards/reader.ts';

function readerFor(user: { language?: string; locale?: string }, timezone = 'Europe/Rome') {
  const named = { id: 1, emails: [], email: '', firstName: '', lastName: '', roles: [], teams: [], permissions: [] };
  return readerOf({ user: { ...named, ...user }, portal: { id: 1, timezone } });
}

describe('the reader of the card', () => {
  it.each([
    [{ language: 'de' }, 'de', 'de'],
    [{ language: 'de-de' }, 'de', 'de-DE'],
    [{ language: 'DE_AT' }, 'de', 'de-AT'],
    [{ locale: 'ko-kr' }, 'ko', 'ko-KR'],
    [{ language: 'en', locale: 'en-gb' }, 'en', 'en-GB'],
    [{ language: 'ru', locale: 'en-us' }, 'ru', 'ru'],
    [{ language: 'it', locale: 'it' }, 'it', 'it'],
    [{ language: 'pt-br', locale: 'pt-br' }, 'en', 'en'],
    [{ language: 'constructor' }, 'en', 'en'],
    [{ language: 'not a language' }, 'en', 'en'],
    [{ language: '' }, 'en', 'en'],
    [{}, 'en', 'en'],
  ])('of %o reads %s, with the dates of %s', (user, language, locale) => {
    expect(readerFor(user)).toMatchObject({ language, locale });
  });

  it('has the zone of the portal, and UTC where the zone is unknown', () => {
    expect(readerFor({}).timeZone).toBe('Europe/Rome');
    expect(readerFor({}, 'Mars/Olympus').timeZone).toBe('UTC');
    expect(readerFor({}, '').timeZone).toBe('UTC');
  });
});
