import { type Kysely, sql } from 'kysely';
import type { ColumnTypes } from '../database.ts';

/**
 * The first schema: raw deliveries, accounts, the ledger, journeys and the tags to write.
 *
 * Raw deliveries are stored in groups, packed. Their state stands beside them, because changing a row of SQLite rewrites all
 * of it.
 * `fact_id` is a digest of the fact's natural key: values can be longer than an index entry may be.
 */
export async function up(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  const { text, instant, integer, bytes } = types;
  await db.schema
    .createTable('delivery_group')
    .addColumn('group_id', types.serial, (column) => types.asSerialKey(column))
    .addColumn('received_at', instant, (column) => column.notNull())
    .addColumn('sizes', text, (column) => column.notNull())
    .addColumn('packed', bytes, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('delivery_state')
    .addColumn('group_id', instant, (column) => column.primaryKey())
    .addColumn('claimed_until', instant, (column) => column.notNull())
    .addColumn('unpacked_at', instant)
    .execute();
  await db.schema
    .createIndex('delivery_state_waiting')
    .on('delivery_state')
    .columns(['group_id'])
    .where(sql.ref('unpacked_at'), 'is', null)
    .execute();
  await db.schema
    .createTable('oauth_state')
    .addColumn('state', text, (column) => column.primaryKey())
    .addColumn('created_at', instant, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('cron_slot')
    .addColumn('job', text, (column) => column.notNull())
    .addColumn('slot_at', instant, (column) => column.notNull())
    .addPrimaryKeyConstraint('cron_slot_key', ['job', 'slot_at'])
    .execute();

  await db.schema
    .createTable('installation_secret')
    .addColumn('name', text, (column) => column.primaryKey())
    .addColumn('sealed', text, (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('journal_reading')
    .addColumn('name', text, (column) => column.primaryKey())
    .addColumn('file_offset', text, (column) => column.notNull())
    .addColumn('as_of', instant)
    .addColumn('read_at', instant)
    .addColumn('late_since', instant)
    .addColumn('claim', text, (column) => column.notNull())
    .addColumn('claimed_until', instant, (column) => column.notNull())
    .addColumn('failure', text)
    .execute();

  const keyed = types.keyedTable;
  await keyed(db, 'account', ['account_id'], {
    account_id: text,
    status: text,
    language: text,
    model_version: integer,
    agreement_version: integer,
    settings_version: integer,
    scopes: text,
    'tokens?': text,
    token_expires_at: instant,
    tokens_claimed_until: instant,
    installed_at: instant,
    'uninstalled_at?': instant,
    'prepared_at?': instant,
    'observed_at?': instant,
    followed_agreement: integer,
    'failure?': text,
  });
  await keyed(db, 'model_version', ['account_id', 'model_version'], {
    account_id: text,
    model_version: integer,
    name: text,
    definition: text,
    published_at: instant,
    published_by: text,
  });
  await keyed(db, 'agreement_version', ['account_id', 'agreement_version'], {
    account_id: text,
    agreement_version: integer,
    name: text,
    definition: text,
    applies_to: text,
    in_force_from: instant,
    published_at: instant,
    published_by: text,
  });
  await keyed(db, 'portal_metadata', ['account_id', 'observed_at'], {
    account_id: text,
    observed_at: instant,
    metadata: text,
  });
  await keyed(db, 'owner', ['account_id', 'owner_id'], {
    account_id: text,
    owner_id: text,
    'user_id?': text,
    name: text,
    is_active: integer,
    teams: text,
  });
  await keyed(db, 'super_admin', ['account_id', 'user_id'], { account_id: text, user_id: text, read_at: instant });
  await keyed(db, 'call_budget', ['account_id', 'budget'], { account_id: text, budget: text, used_at: text });

  await keyed(db, 'backfill', ['account_id', 'object_type'], {
    account_id: text,
    object_type: text,
    phase: text,
    is_again: integer,
    place: text,
    records_done: integer,
    records_total: integer,
    started_at: instant,
    changed_at: instant,
    'finished_at?': instant,
    claim: text,
    claimed_at: instant,
    claimed_until: instant,
    'failure?': text,
  });

  await keyed(db, 'followed_property', ['account_id', 'object_type', 'name'], {
    account_id: text,
    object_type: text,
    name: text,
    is_own: integer,
    'journal_since?': instant,
  });

  await keyed(db, 'repair', ['account_id', 'object_type'], {
    account_id: text,
    object_type: text,
    phase: text,
    is_poll: integer,
    'polled_at?': instant,
    place: text,
    since: instant,
    as_of: instant,
    records_done: integer,
    records_total: integer,
    recovered: text,
    recovered_ever: text,
    recovered_whole: text,
    'checked_at?': instant,
    began_at: instant,
    'finished_at?': instant,
    claim: text,
    claimed_at: instant,
    claimed_until: instant,
    'failure?': text,
  });

  const record = { account_id: text, object_type: text, record_id: text };
  const recordKey = Object.keys(record);
  // Ids are numbers without leading zeros: a shorter one is smaller. A column, because PostgreSQL looks for no row by `length(…)`
  // before its policy has let that row pass; by a number it does.
  const idLength = sql`integer generated always as (length(record_id)) stored`;
  await keyed(db, 'fact', [...recordKey, 'fact_id'], {
    ...record,
    fact_id: text,
    kind: text,
    subject: text,
    value: text,
    occurred_at: instant,
    first_heard_at: instant,
  });
  await keyed(db, 'hearing', [...recordKey, 'fact_id', 'channel', 'change_source', 'source_id'], {
    ...record,
    fact_id: text,
    channel: text,
    change_source: text,
    source_id: text,
  });
  await keyed(db, 'set_aside_event', ['account_id', 'group_id', 'position'], {
    account_id: text,
    group_id: instant,
    position: integer,
    reason: text,
    event: text,
    set_aside_at: instant,
  });
  await keyed(db, 'record', recordKey, {
    ...record,
    ledger_version: instant,
    'due_at?': instant,
    'history_due_at?': instant,
    claimed_until: instant,
    'failures?': integer,
    'failure?': text,
  });
  await db.schema
    .createIndex('record_due')
    .on('record')
    .columns(['due_at'])
    .where(sql.ref('due_at'), 'is not', null)
    .execute();
  await db.schema
    .createIndex('record_history_due')
    .on('record')
    .columns(['history_due_at'])
    .where(sql.ref('history_due_at'), 'is not', null)
    .execute();
  await db.schema
    .createIndex('record_failed')
    .on('record')
    .columns(recordKey)
    .where(sql.ref('failures'), 'is not', null)
    .execute();
  await keyed(db, 'recovered_record', recordKey, { ...record, recovered: text, found_at: instant });
  await keyed(db, 'record_alias', ['account_id', 'object_type', 'alias_id'], {
    account_id: text,
    object_type: text,
    alias_id: text,
    record_id: text,
  });
  await db.schema
    .createIndex('record_alias_record')
    .on('record_alias')
    .columns(['account_id', 'object_type', 'record_id'])
    .execute();
  await keyed(db, 'association', [...recordKey, 'other_type', 'other_id'], {
    ...record,
    other_type: text,
    other_id: text,
  });
  await keyed(db, 'journey', recordKey, {
    ...record,
    model_version: integer,
    flags: text,
    digest: text,
    'next_flip_at?': instant,
    replayed_at: instant,
  });
  await keyed(db, 'visit', [...recordKey, 'visit_no'], {
    ...record,
    'record_id_length?': idLength,
    visit_no: integer,
    lap: integer,
    stage: text,
    team: text,
    owner: text,
    entered_at: instant,
    'left_at?': instant,
    move: text,
    outcome: text,
    cause: text,
    detail: text,
  });
  await db.schema
    .createIndex('visit_export')
    .on('visit')
    .columns(['account_id', 'object_type', 'record_id_length', 'record_id', 'visit_no'])
    .execute();
  await keyed(db, 'clock', [...recordKey, 'clock_no'], {
    ...record,
    'record_id_length?': idLength,
    clock_no: integer,
    clock_key: text,
    lap: integer,
    stage: text,
    team: text,
    kind: text,
    started_at: instant,
    'stopped_at?': instant,
    'due_at?': instant,
    state: text,
    business_seconds: instant,
    paused_seconds: instant,
    breached_by_seconds: instant,
    policy_version: integer,
    calendar_version: integer,
    detail: text,
  });
  await db.schema
    .createIndex('clock_export')
    .on('clock')
    .columns(['account_id', 'object_type', 'record_id_length', 'record_id', 'clock_no'])
    .execute();
  await keyed(db, 'handoff', [...recordKey, 'handoff_no'], {
    ...record,
    handoff_no: integer,
    handoff_key: text,
    lap: integer,
    stage: text,
    from_team: text,
    to_team: text,
    offered_at: instant,
    cause: text,
    state: text,
    'settled_at?': instant,
    reason: text,
    detail: text,
  });
  await db.schema
    .createIndex('handoff_offered')
    .on('handoff')
    .columns(['account_id', 'to_team', 'offered_at'])
    .where(sql.ref('state'), '=', 'offered')
    .execute();
  await keyed(db, 'clock_step', [...recordKey, 'clock_key', 'step'], {
    ...record,
    clock_key: text,
    step: text,
    fired_at: instant,
    'task?': text,
    desired: text,
    written: text,
    'task_id?': text,
    is_unsure: integer,
    pending: integer,
    revision: instant,
    queued_at: instant,
    retry_at: instant,
    claimed_until: instant,
    attempts: integer,
    'failure?': text,
  });
  await db.schema
    .createIndex('clock_step_pending')
    .on('clock_step')
    .columns(['account_id', 'queued_at'])
    .where(sql.ref('pending'), '=', 1)
    .execute();
  await db.schema
    .createIndex('clock_step_refused')
    .on('clock_step')
    .columns(['account_id', 'object_type', 'record_id'])
    .where(sql<boolean>`pending = 0 and failure is not null`)
    .execute();
  await keyed(db, 'tag_write', recordKey, {
    ...record,
    desired: text,
    'written?': text,
    pending: integer,
    is_bulk: integer,
    active_at: instant,
    revision: instant,
    queued_at: instant,
    retry_at: instant,
    claimed_until: instant,
    unsettled_claims: integer,
    attempts: integer,
    'failure?': text,
    'restored_at?': instant,
    'restored_revision?': instant,
    'rewritten_revision?': instant,
  });
  await db.schema
    .createIndex('tag_write_pending')
    .on('tag_write')
    .columns(['account_id', 'object_type', 'queued_at'])
    .where(sql.ref('pending'), '=', 1)
    .execute();
  await keyed(db, 'pending_erasure', recordKey, { ...record, queued_at: instant, addresses: text });
  await keyed(db, 'tombstone', ['account_id', 'object_type', 'record_hash'], {
    account_id: text,
    object_type: text,
    record_hash: text,
    erased_at: instant,
  });
}
