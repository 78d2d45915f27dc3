import { writeFileSync } from 'node:fs';
import { parseAgreement } from '../../src/agreement/agreement-file.ts';
import type { Agreement } from '../../src/agreement/agreement-schema.ts';

const names = (en: string) => ({ en, it: en, de: en, ko: en, ru: en });
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'];

/** Nine to five in Rome, Monday to Friday. */
const calendar = { zone: 'Europe/Rome', week: Object.fromEntries(weekdays.map((day) => [day, [['09:00', '17:00']]])) };

const toPeople = [
  { atPercent: 75, do: 'warn', who: 'owner' },
  { atPercent: 100, do: 'task', who: 'owner' },
  { atPercent: 150, do: 'task', who: 'team-lead' },
];

/** Sales has four business hours to accept in the stage `convert`, and eight to be in touch. */
export const testAgreement: Agreement = parseAgreement({
  id: 'agreement-of-the-tests',
  names: names('Agreement of the tests'),
  stages: {
    convert: {
      targets: {
        acceptWithin: { within: { businessHours: 4 }, steps: toPeople },
        firstTouchWithin: { within: { businessHours: 8 }, steps: toPeople.slice(1, 2) },
      },
    },
  },
  teams: { marketing: { calendar }, sales: { calendar, leadPerson: '501' }, service: { calendar } },
  accept: 'button',
  returnReasons: [{ id: 'not-ready', name: names('Not ready') }],
});

/** Writes it where an app can read it. */
export function writeTestAgreement(path: string): string {
  writeFileSync(path, JSON.stringify(testAgreement));
  return path;
}
