create table "account" (
  "account_id" text not null,
  "status" text not null,
  "language" text not null,
  "model_version" integer not null,
  "agreement_version" integer not null,
  "settings_version" integer not null,
  "scopes" text not null,
  "tokens" text,
  "token_expires_at" integer not null,
  "tokens_claimed_until" integer not null,
  "installed_at" integer not null,
  "uninstalled_at" integer,
  "prepared_at" integer,
  "observed_at" integer,
  "followed_agreement" integer not null,
  "failure" text,
  constraint "account_key" primary key ("account_id")
) without rowid;

create table "agreement_version" (
  "account_id" text not null,
  "agreement_version" integer not null,
  "name" text not null,
  "definition" text not null,
  "applies_to" text not null,
  "in_force_from" integer not null,
  "published_at" integer not null,
  "published_by" text not null,
  constraint "agreement_version_key" primary key ("account_id", "agreement_version")
) without rowid;

create table "association" (
  "account_id" text not null,
  "object_type" text not null,
  "record_id" text not null,
  "other_type" text not null,
  "other_id" text not null,
  constraint "association_key" primary key ("account_id", "object_type", "record_id", "other_type", "other_id")
) without rowid;

create table "backfill" (
  "account_id" text not null,
  "object_type" text not null,
  "phase" text not null,
  "is_again" integer not null,
  "place" text not null,
  "records_done" integer not null,
  "records_total" integer not null,
  "started_at" integer not null,
  "changed_at" integer not null,
  "finished_at" integer,
  "claim" text not null,
  "claimed_at" integer not null,
  "claimed_until" integer not null,
  "failure" text,
  constraint "backfill_key" primary key ("account_id", "object_type")
) without rowid;

create table "call_budget" (
  "account_id" text not null,
  "budget" text not null,
  "used_at" text not null,
  constraint "call_budget_key" primary key ("account_id", "budget")
) without rowid;

create table "clock" (
  "account_id" text not null,
  "object_type" text not null,
  "record_id" text not null,
  "record_id_length" integer generated always as (length(record_id)) stored,
  "clock_no" integer not null,
  "clock_key" text not null,
  "lap" integer not null,
  "stage" text not null,
  "team" text not null,
  "kind" text not null,
  "started_at" integer not null,
  "stopped_at" integer,
  "due_at" integer,
  "state" text not null,
  "business_seconds" integer not null,
  "paused_seconds" integer not null,
  "breached_by_seconds" integer not null,
  "policy_version" integer not null,
  "calendar_version" integer not null,
  "detail" text not null,
  constraint "clock_key" primary key ("account_id", "object_type", "record_id", "clock_no")
) without rowid;

CREATE INDEX "clock_export" on "clock" ("account_id", "object_type", "record_id_length", "record_id", "clock_no");

create table "clock_step" (
  "account_id" text not null,
  "object_type" text not null,
  "record_id" text not null,
  "clock_key" text not null,
  "step" text not null,
  "fired_at" integer not null,
  "task" text,
  "desired" text not null,
  "written" text not null,
  "task_id" text,
  "is_unsure" integer not null,
  "pending" integer not null,
  "revision" integer not null,
  "queued_at" integer not null,
  "retry_at" integer not null,
  "claimed_until" integer not null,
  "attempts" integer not null,
  "failure" text,
  constraint "clock_step_key" primary key ("account_id", "object_type", "record_id", "clock_key", "step")
) without rowid;

CREATE INDEX "clock_step_pending" on "clock_step" ("account_id", "queued_at") where "pending" = 1;

CREATE INDEX "clock_step_refused" on "clock_step" ("account_id", "object_type", "record_id") where pending = 0 and failure is not null;

create table "cron_slot" (
  "job" text not null,
  "slot_at" integer not null,
  constraint "cron_slot_key" primary key ("job", "slot_at")
);

create table "delivery_group" (
  "group_id" integer primary key autoincrement,
  "received_at" integer not null,
  "sizes" text not null,
  "packed" blob not null
);

create table "delivery_state" (
  "group_id" integer primary key,
  "claimed_until" integer not null,
  "unpacked_at" integer
);

CREATE INDEX "delivery_state_waiting" on "delivery_state" ("group_id") where "unpacked_at" is null;

create table "fact" (
  "account_id" text not null,
  "object_type" text not null,
  "record_id" text not null,
  "fact_id" text not null,
  "kind" text not null,
  "subject" text not null,
  "value" text not null,
  "occurred_at" integer not null,
  "first_heard_at" integer not null,
  constraint "fact_key" primary key ("account_id", "object_type", "record_id", "fact_id")
) without rowid;

create table "followed_property" (
  "account_id" text not null,
  "object_type" text not null,
  "name" text not null,
  "is_own" integer not null,
  "journal_since" integer,
  constraint "followed_property_key" primary key ("account_id", "object_type", "name")
) without rowid;

create table "handoff" (
  "account_id" text not null,
  "object_type" text not null,
  "record_id" text not null,
  "handoff_no" integer not null,
  "handoff_key" text not null,
  "lap" integer not null,
  "stage" text not null,
  "from_team" text not null,
  "to_team" text not null,
  "offered_at" integer not null,
  "cause" text not null,
  "state" text not null,
  "settled_at" integer,
  "reason" text not null,
  "detail" text not null,
  constraint "handoff_key" primary key ("account_id", "object_type", "record_id", "handoff_no")
) without rowid;

CREATE INDEX "handoff_offered" on "handoff" ("account_id", "to_team", "offered_at") where "state" = 'offered';

create table "hearing" (
  "account_id" text not null,
  "object_type" text not null,
  "record_id" text not null,
  "fact_id" text not null,
  "channel" text not null,
  "change_source" text not null,
  "source_id" text not null,
  constraint "hearing_key" primary key ("account_id", "object_type", "record_id", "fact_id", "channel", "change_source", "source_id")
) without rowid;

create table "installation_secret" (
  "name" text primary key,
  "sealed" text not null
);

create table "journal_reading" (
  "name" text primary key,
  "file_offset" text not null,
  "as_of" integer,
  "read_at" integer,
  "late_since" integer,
  "claim" text not null,
  "claimed_until" integer not null,
  "failure" text
);

create table "journey" (
  "account_id" text not null,
  "object_type" text not null,
  "record_id" text not null,
  "model_version" integer not null,
  "flags" text not null,
  "digest" text not null,
  "next_flip_at" integer,
  "replayed_at" integer not null,
  constraint "journey_key" primary key ("account_id", "object_type", "record_id")
) without rowid;

create table "migration" (
  "name" varchar(255) not null primary key,
  "timestamp" varchar(255) not null
);

create table "migration_lock" (
  "id" varchar(255) not null primary key,
  "is_locked" integer default 0 not null
);

create table "model_version" (
  "account_id" text not null,
  "model_version" integer not null,
  "name" text not null,
  "definition" text not null,
  "published_at" integer not null,
  "published_by" text not null,
  constraint "model_version_key" primary key ("account_id", "model_version")
) without rowid;

create table "oauth_state" (
  "state" text primary key,
  "created_at" integer not null
);

create table "owner" (
  "account_id" text not null,
  "owner_id" text not null,
  "user_id" text,
  "name" text not null,
  "is_active" integer not null,
  "teams" text not null,
  constraint "owner_key" primary key ("account_id", "owner_id")
) without rowid;

create table "pending_erasure" (
  "account_id" text not null,
  "object_type" text not null,
  "record_id" text not null,
  "queued_at" integer not null,
  "addresses" text not null,
  constraint "pending_erasure_key" primary key ("account_id", "object_type", "record_id")
) without rowid;

create table "portal_metadata" (
  "account_id" text not null,
  "observed_at" integer not null,
  "metadata" text not null,
  constraint "portal_metadata_key" primary key ("account_id", "observed_at")
) without rowid;

create table "record" (
  "account_id" text not null,
  "object_type" text not null,
  "record_id" text not null,
  "ledger_version" integer not null,
  "due_at" integer,
  "history_due_at" integer,
  "claimed_until" integer not null,
  "failures" integer,
  "failure" text,
  constraint "record_key" primary key ("account_id", "object_type", "record_id")
) without rowid;

CREATE INDEX "record_due" on "record" ("due_at") where "due_at" is not null;

CREATE INDEX "record_failed" on "record" ("account_id", "object_type", "record_id") where "failures" is not null;

CREATE INDEX "record_history_due" on "record" ("history_due_at") where "history_due_at" is not null;

create table "record_alias" (
  "account_id" text not null,
  "object_type" text not null,
  "alias_id" text not null,
  "record_id" text not null,
  constraint "record_alias_key" primary key ("account_id", "object_type", "alias_id")
) without rowid;

CREATE INDEX "record_alias_record" on "record_alias" ("account_id", "object_type", "record_id");

create table "recovered_record" (
  "account_id" text not null,
  "object_type" text not null,
  "record_id" text not null,
  "recovered" text not null,
  "found_at" integer not null,
  constraint "recovered_record_key" primary key ("account_id", "object_type", "record_id")
) without rowid;

create table "repair" (
  "account_id" text not null,
  "object_type" text not null,
  "phase" text not null,
  "is_poll" integer not null,
  "polled_at" integer,
  "place" text not null,
  "since" integer not null,
  "as_of" integer not null,
  "records_done" integer not null,
  "records_total" integer not null,
  "recovered" text not null,
  "recovered_ever" text not null,
  "recovered_whole" text not null,
  "checked_at" integer,
  "began_at" integer not null,
  "finished_at" integer,
  "claim" text not null,
  "claimed_at" integer not null,
  "claimed_until" integer not null,
  "failure" text,
  constraint "repair_key" primary key ("account_id", "object_type")
) without rowid;

create table "set_aside_event" (
  "account_id" text not null,
  "group_id" integer not null,
  "position" integer not null,
  "reason" text not null,
  "event" text not null,
  "set_aside_at" integer not null,
  constraint "set_aside_event_key" primary key ("account_id", "group_id", "position")
) without rowid;

create table "super_admin" (
  "account_id" text not null,
  "user_id" text not null,
  "read_at" integer not null,
  constraint "super_admin_key" primary key ("account_id", "user_id")
) without rowid;

create table "tag_write" (
  "account_id" text not null,
  "object_type" text not null,
  "record_id" text not null,
  "desired" text not null,
  "written" text,
  "pending" integer not null,
  "is_bulk" integer not null,
  "active_at" integer not null,
  "revision" integer not null,
  "queued_at" integer not null,
  "retry_at" integer not null,
  "claimed_until" integer not null,
  "unsettled_claims" integer not null,
  "attempts" integer not null,
  "failure" text,
  "restored_at" integer,
  "restored_revision" integer,
  "rewritten_revision" integer,
  constraint "tag_write_key" primary key ("account_id", "object_type", "record_id")
) without rowid;

CREATE INDEX "tag_write_pending" on "tag_write" ("account_id", "object_type", "queued_at") where "pending" = 1;

create table "tombstone" (
  "account_id" text not null,
  "object_type" text not null,
  "record_hash" text not null,
  "erased_at" integer not null,
  constraint "tombstone_key" primary key ("account_id", "object_type", "record_hash")
) without rowid;

create table "visit" (
  "account_id" text not null,
  "object_type" text not null,
  "record_id" text not null,
  "record_id_length" integer generated always as (length(record_id)) stored,
  "visit_no" integer not null,
  "lap" integer not null,
  "stage" text not null,
  "team" text not null,
  "owner" text not null,
  "entered_at" integer not null,
  "left_at" integer,
  "move" text not null,
  "outcome" text not null,
  "cause" text not null,
  "detail" text not null,
  constraint "visit_key" primary key ("account_id", "object_type", "record_id", "visit_no")
) without rowid;

CREATE INDEX "visit_export" on "visit" ("account_id", "object_type", "record_id_length", "record_id", "visit_no");
