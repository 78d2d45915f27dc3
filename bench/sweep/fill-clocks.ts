import { DatabaseSync } from 'node:sqlite';

/** What the sweep is measured on: `due` of the records have a clock that changes at `now` or before, the others' change later. */
export type FilledClocks = { clocks: number; due: number; now: number };

/**
 * Puts open clocks, one of each record, into a database whose tables are there. The records that are due lie evenly between the
 * others; those are due over the year that follows.
 */
export function fillClocks(path: string, { clocks, due, now }: FilledClocks): void {
  const file = new DatabaseSync(path);
  try {
    file.exec('pragma synchronous = off; pragma cache_size = -200000; begin immediate');
    file.exec("update account set model_version = 1, prepared_at = 1 where account_id = '1'");
    const every = Math.floor(clocks / due);
    const yearMs = 365 * 86_400_000;
    const dueAt = `case when n % ${every} = 0 and n / ${every} <= ${due} then ${now} - n else ${now} + 1 + (n * 7919) % ${yearMs} end`;
    const numbers = `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${clocks})`;
    file.exec(`${numbers}
      insert into record (account_id, object_type, record_id, ledger_version, due_at, claimed_until)
      select '1', 'contact', cast(1000000000 + n as text), 1, ${dueAt}, 0 from numbers`);
    file.exec(`${numbers}
      insert into clock (account_id, object_type, record_id, clock_no, clock_key, lap, stage, team, kind, started_at, due_at, state,
        business_seconds, paused_seconds, breached_by_seconds, policy_version, calendar_version, detail)
      select '1', 'contact', cast(1000000000 + n as text), 1, 'contact/' || (1000000000 + n) || '/1/convert/1/accept/1', 1,
        'convert', 'sales', 'accept', ${now} - 3600000, ${dueAt}, 'running', 3600, 0, 0, 1, 1,
        json_object('targetSeconds', 14400, 'steps', json_array(), 'nextChangeAtMs', ${dueAt}) from numbers`);
    file.exec('commit; analyze');
  } finally {
    file.close();
  }
}
