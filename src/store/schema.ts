import type { Generated } from 'kysely';

/**
 * The tables, as Kysely knows them. Every key starts with `account_id`, except those of the tables named in
 * `tablesWithoutAccount`. Instants are ms since 1970, ids of HubSpot are text, JSON is text.
 */
export type Schema = {
  delivery_group: { group_id: Generated<number>; received_at: number; sizes: string; packed: Uint8Array };
  delivery_state: { group_id: number; claimed_until: number; unpacked_at: number | null };
  oauth_state: { state: string; created_at: number };
  cron_slot: { job: string; slot_at: number };
  installation_secret: { name: string; sealed: string };
  journal_reading: {
    name: string;
    file_offset: string;
    as_of: number | null;
    read_at: number | null;
    late_since: number | null;
    claim: string;
    claimed_until: number;
    failure: string | null;
  };

  account: {
    account_id: string;
    status: string;
    language: string;
    model_version: number;
    agreement_version: number;
    settings_version: number;
    scopes: string;
    tokens: string | null;
    token_expires_at: number;
    tokens_claimed_until: number;
    installed_at: number;
    uninstalled_at: number | null;
    prepared_at: number | null;
    observed_at: number | null;
    followed_agreement: number;
    failure: string | null;
  };
  model_version: {
    account_id: string;
    model_version: number;
    name: string;
    definition: string;
    published_at: number;
    published_by: string;
  };
  agreement_version: {
    account_id: string;
    agreement_version: number;
    name: string;
    definition: string;
    applies_to: string;
    in_force_from: number;
    published_at: number;
    published_by: string;
  };
  portal_metadata: { account_id: string; observed_at: number; metadata: string };
  owner: {
    account_id: string;
    owner_id: string;
    user_id: string | null;
    name: string;
    is_active: number;
    teams: string;
  };
  super_admin: { account_id: string; user_id: string; read_at: number };
  call_budget: { account_id: string; budget: string; used_at: string };

  backfill: {
    account_id: string;
    object_type: string;
    phase: string;
    is_again: number;
    place: string;
    records_done: number;
    records_total: number;
    started_at: number;
    changed_at: number;
    finished_at: number | null;
    claim: string;
    claimed_at: number;
    claimed_until: number;
    failure: string | null;
  };

  followed_property: {
    account_id: string;
    object_type: string;
    name: string;
    is_own: number;
    journal_since: number | null;
  };

  repair: {
    account_id: string;
    object_type: string;
    phase: string;
    is_poll: number;
    polled_at: number | null;
    place: string;
    since: number;
    as_of: number;
    records_done: number;
    records_total: number;
    recovered: string;
    recovered_ever: string;
    recovered_whole: string;
    checked_at: number | null;
    began_at: number;
    finished_at: number | null;
    claim: string;
    claimed_at: number;
    claimed_until: number;
    failure: string | null;
  };

  recovered_record: {
    account_id: string;
    object_type: string;
    record_id: string;
    recovered: string;
    found_at: number;
  };

  fact: {
    account_id: string;
    object_type: string;
    record_id: string;
    fact_id: string;
    kind: string;
    subject: string;
    value: string;
    occurred_at: number;
    first_heard_at: number;
  };
  hearing: {
    account_id: string;
    object_type: string;
    record_id: string;
    fact_id: string;
    channel: string;
    change_source: string;
    source_id: string;
  };
  set_aside_event: {
    account_id: string;
    group_id: number;
    position: number;
    reason: string;
    event: string;
    set_aside_at: number;
  };
  record: {
    account_id: string;
    object_type: string;
    record_id: string;
    ledger_version: number;
    due_at: number | null;
    history_due_at: number | null;
    claimed_until: number;
    failures: number | null;
    failure: string | null;
  };
  record_alias: { account_id: string; object_type: string; alias_id: string; record_id: string };
  association: { account_id: string; object_type: string; record_id: string; other_type: string; other_id: string };
  journey: {
    account_id: string;
    object_type: string;
    record_id: string;
    model_version: number;
    flags: string;
    digest: string;
    next_flip_at: number | null;
    replayed_at: number;
  };
  visit: {
    account_id: string;
    object_type: string;
    record_id: string;
    visit_no: number;
    lap: number;
    stage: string;
    team: string;
    owner: string;
    entered_at: number;
    left_at: number | null;
    move: string;
    outcome: string;
    cause: string;
    detail: string;
  };
  clock: {
    account_id: string;
    object_type: string;
    record_id: string;
    clock_no: number;
    clock_key: string;
    lap: number;
    stage: string;
    team: string;
    kind: string;
    started_at: number;
    stopped_at: number | null;
    due_at: number | null;
    state: string;
    business_seconds: number;
    paused_seconds: number;
    breached_by_seconds: number;
    policy_version: number;
    calendar_version: number;
    detail: string;
  };
  handoff: {
    account_id: string;
    object_type: string;
    record_id: string;
    handoff_no: number;
    handoff_key: string;
    lap: number;
    stage: string;
    from_team: string;
    to_team: string;
    offered_at: number;
    cause: string;
    state: string;
    settled_at: number | null;
    reason: string;
    detail: string;
  };
  clock_step: {
    account_id: string;
    object_type: string;
    record_id: string;
    clock_key: string;
    step: string;
    fired_at: number;
    task: string | null;
    desired: string;
    written: string;
    task_id: string | null;
    is_unsure: number;
    pending: number;
    revision: number;
    queued_at: number;
    retry_at: number;
    claimed_until: number;
    attempts: number;
    failure: string | null;
  };
  tag_write: {
    account_id: string;
    object_type: string;
    record_id: string;
    desired: string;
    written: string | null;
    pending: number;
    is_bulk: number;
    active_at: number;
    revision: number;
    queued_at: number;
    retry_at: number;
    claimed_until: number;
    unsettled_claims: number;
    attempts: number;
    failure: string | null;
    restored_at: number | null;
    restored_revision: number | null;
    rewritten_revision: number | null;
  };
  /** `addresses`: a list in JSON, kept until they have been taken out of everything. */
  pending_erasure: {
    account_id: string;
    object_type: string;
    record_id: string;
    queued_at: number;
    addresses: string;
  };
  tombstone: { account_id: string; object_type: string; record_hash: string; erased_at: number };
};

/** Tables whose rows come before an account is known, or that belong to the installation. */
export const tablesWithoutAccount: readonly string[] = [
  'delivery_group',
  'delivery_state',
  'oauth_state',
  'cron_slot',
  'installation_secret',
  'journal_reading',
  'migration',
  'migration_lock',
];

type OfNoAccount =
  | 'delivery_group'
  | 'delivery_state'
  | 'oauth_state'
  | 'cron_slot'
  | 'installation_secret'
  | 'journal_reading';

/** The tables that hold what belongs to one account, beside the row of the account itself. */
export type AccountTable = Exclude<keyof Schema, OfNoAccount | 'account'>;
