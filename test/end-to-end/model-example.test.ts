import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { HistoryEvent } from '../../sandbox/scenario/history-event.ts';
import { parseModel } from '../../src/journey/models/model-schema.ts';
import { scenarioPortal } from '../sandbox/scenario/replay-scenario.ts';
import { parse, type Row } from './parse-csv.ts';
import { exportInMemory } from './replay-in-memory.ts';

const docs = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

/** The stays of each partner as the page tells them: `| 101 | interested 5 Jan – 10 Jan; … |`. */
const told = new Map(
  [...docs('models.md').matchAll(/^\| (\d+) +\| (.+?) +\|$/gm)].map(([, id = '', stays = '']) => [id, stays]),
);

test("the model of one's own gives for its history what the page says", () => {
  const model = parseModel(JSON.parse(docs('examples/partner-programme.json')));
  const events = docs('examples/partner-programme.history.jsonl')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as HistoryEvent);
  const now = events.at(-1)?.occurredAt ?? 0;
  const visits = parse(exportInMemory(events, { model, portal: [scenarioPortal], now }));
  const contacts = Map.groupBy(
    visits.filter((visit) => visit.object_type === 'contact'),
    (visit) => visit.record_id,
  );
  const given = [...contacts].map(([id, stays]): [string, string] => [id, stays.map(stayOf).join('; ')]);
  expect(new Map(given)).toEqual(told);
});

function stayOf(visit: Row): string {
  const days = `${dayOf(visit.entered_at)} – ${dayOf(visit.left_at)}`.trim();
  return [visit.stage, days, visit.outcome].filter((part) => part !== '').join(' ');
}

function dayOf(instant: string): string {
  if (instant === '') return '';
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(instant),
  );
}
