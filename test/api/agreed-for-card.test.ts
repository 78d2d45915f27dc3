import { expect, test } from 'vitest';
import { agreedForCard } from '../../src/api/agreed-for-card.ts';
import { agreementOf, clocksOf, firstVersion } from '../agreement/agreements.ts';
import { calendarOf } from '../agreement/calendars.ts';

test('the clock says how long a usual day of its team is, by the calendar of the version that it runs under', () => {
  const calendar = calendarOf({
    week: { mon: [['09:00', '15:00']], tue: [['09:00', '15:00']], wed: [['09:00', '12:00']] },
  });
  const agreement = agreementOf({
    stages: { convert: { lead: 'sales', targets: { acceptWithin: { within: { businessHours: 2 } } } } },
    teams: { sales: { calendar } },
  });
  const clocks = clocksOf('d1 | created; MQL\nd5 10:00 | SQL', { agreement, now: 'd8 17:00', actions: '' });
  const given = { clocks, visits: [], owners: [], language: 'en' } as const;
  expect(agreedForCard({ ...given, versions: [firstVersion(agreement)] }).clock).toMatchObject({
    team: { id: 'sales' },
    daySeconds: 6 * 3600,
  });
  expect(agreedForCard({ ...given, versions: [] }).clock).not.toHaveProperty('daySeconds');
});
