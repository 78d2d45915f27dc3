create table "account" (
  "account_id" text collate "C" not null,
  "status" text collate "C" not null,
  "language" text collate "C" not null,
  "model_version" integer not null,
  "agreement_version" integer not null,
  "settings_version" integer not null,
  "scopes" text collate "C" not null,
  "tokens" text collate "C",
  "token_expires_at" bigint not null,
  "tokens_claimed_until" bigint not null,
  "installed_at" bigint not null,
  "uninstalled_at" bigint,
  "prepared_at" bigint,
  "observed_at" bigint,
  "followed_agreement" integer not null,
  "failure" text collate "C",
  constraint "account_key" PRIMARY KEY (account_id)
);

alter table "account" enable row level security, force row level security;

create policy "one_account" on "account" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "agreement_version" (
  "account_id" text collate "C" not null,
  "agreement_version" integer not null,
  "name" text collate "C" not null,
  "definition" text collate "C" not null,
  "applies_to" text collate "C" not null,
  "in_force_from" bigint not null,
  "published_at" bigint not null,
  "published_by" text collate "C" not null,
  constraint "agreement_version_key" PRIMARY KEY (account_id, agreement_version)
);

alter table "agreement_version" enable row level security, force row level security;

create policy "one_account" on "agreement_version" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "association" (
  "account_id" text collate "C" not null,
  "object_type" text collate "C" not null,
  "record_id" text collate "C" not null,
  "other_type" text collate "C" not null,
  "other_id" text collate "C" not null,
  constraint "association_key" PRIMARY KEY (account_id, object_type, record_id, other_type, other_id)
);

alter table "association" enable row level security, force row level security;

create policy "one_account" on "association" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "backfill" (
  "account_id" text collate "C" not null,
  "object_type" text collate "C" not null,
  "phase" text collate "C" not null,
  "is_again" integer not null,
  "place" text collate "C" not null,
  "records_done" integer not null,
  "records_total" integer not null,
  "started_at" bigint not null,
  "changed_at" bigint not null,
  "finished_at" bigint,
  "claim" text collate "C" not null,
  "claimed_at" bigint not null,
  "claimed_until" bigint not null,
  "failure" text collate "C",
  constraint "backfill_key" PRIMARY KEY (account_id, object_type)
);

alter table "backfill" enable row level security, force row level security;

create policy "one_account" on "backfill" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "call_budget" (
  "account_id" text collate "C" not null,
  "budget" text collate "C" not null,
  "used_at" text collate "C" not null,
  constraint "call_budget_key" PRIMARY KEY (account_id, budget)
);

alter table "call_budget" enable row level security, force row level security;

create policy "one_account" on "call_budget" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "clock" (
  "account_id" text collate "C" not null,
  "object_type" text collate "C" not null,
  "record_id" text collate "C" not null,
  "record_id_length" integer generated always as (length(record_id)) stored,
  "clock_no" integer not null,
  "clock_key" text collate "C" not null,
  "lap" integer not null,
  "stage" text collate "C" not null,
  "team" text collate "C" not null,
  "kind" text collate "C" not null,
  "started_at" bigint not null,
  "stopped_at" bigint,
  "due_at" bigint,
  "state" text collate "C" not null,
  "business_seconds" bigint not null,
  "paused_seconds" bigint not null,
  "breached_by_seconds" bigint not null,
  "policy_version" integer not null,
  "calendar_version" integer not null,
  "detail" text collate "C" not null,
  constraint "clock_key" PRIMARY KEY (account_id, object_type, record_id, clock_no)
);

CREATE INDEX clock_export ON public.clock USING btree (account_id, object_type, record_id_length, record_id, clock_no);

alter table "clock" enable row level security, force row level security;

create policy "one_account" on "clock" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "clock_step" (
  "account_id" text collate "C" not null,
  "object_type" text collate "C" not null,
  "record_id" text collate "C" not null,
  "clock_key" text collate "C" not null,
  "step" text collate "C" not null,
  "fired_at" bigint not null,
  "task" text collate "C",
  "desired" text collate "C" not null,
  "written" text collate "C" not null,
  "task_id" text collate "C",
  "is_unsure" integer not null,
  "pending" integer not null,
  "revision" bigint not null,
  "queued_at" bigint not null,
  "retry_at" bigint not null,
  "claimed_until" bigint not null,
  "attempts" integer not null,
  "failure" text collate "C",
  constraint "clock_step_key" PRIMARY KEY (account_id, object_type, record_id, clock_key, step)
);

CREATE INDEX clock_step_pending ON public.clock_step USING btree (account_id, queued_at) WHERE (pending = 1);

CREATE INDEX clock_step_refused ON public.clock_step USING btree (account_id, object_type, record_id) WHERE ((pending = 0) AND (failure IS NOT NULL));

alter table "clock_step" enable row level security, force row level security;

create policy "one_account" on "clock_step" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "cron_slot" (
  "job" text collate "C" not null,
  "slot_at" bigint not null,
  constraint "cron_slot_key" PRIMARY KEY (job, slot_at)
);

create table "delivery_group" (
  "group_id" bigint not null generated always as identity,
  "received_at" bigint not null,
  "sizes" text collate "C" not null,
  "packed" bytea not null,
  constraint "delivery_group_pkey" PRIMARY KEY (group_id)
);

create table "delivery_state" (
  "group_id" bigint not null,
  "claimed_until" bigint not null,
  "unpacked_at" bigint,
  constraint "delivery_state_pkey" PRIMARY KEY (group_id)
);

CREATE INDEX delivery_state_waiting ON public.delivery_state USING btree (group_id) WHERE (unpacked_at IS NULL);

create table "fact" (
  "account_id" text collate "C" not null,
  "object_type" text collate "C" not null,
  "record_id" text collate "C" not null,
  "fact_id" text collate "C" not null,
  "kind" text collate "C" not null,
  "subject" text collate "C" not null,
  "value" text collate "C" not null,
  "occurred_at" bigint not null,
  "first_heard_at" bigint not null,
  constraint "fact_key" PRIMARY KEY (account_id, object_type, record_id, fact_id)
);

alter table "fact" enable row level security, force row level security;

create policy "one_account" on "fact" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "followed_property" (
  "account_id" text collate "C" not null,
  "object_type" text collate "C" not null,
  "name" text collate "C" not null,
  "is_own" integer not null,
  "journal_since" bigint,
  constraint "followed_property_key" PRIMARY KEY (account_id, object_type, name)
);

alter table "followed_property" enable row level security, force row level security;

create policy "one_account" on "followed_property" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "handoff" (
  "account_id" text collate "C" not null,
  "object_type" text collate "C" not null,
  "record_id" text collate "C" not null,
  "handoff_no" integer not null,
  "handoff_key" text collate "C" not null,
  "lap" integer not null,
  "stage" text collate "C" not null,
  "from_team" text collate "C" not null,
  "to_team" text collate "C" not null,
  "offered_at" bigint not null,
  "cause" text collate "C" not null,
  "state" text collate "C" not null,
  "settled_at" bigint,
  "reason" text collate "C" not null,
  "detail" text collate "C" not null,
  constraint "handoff_key" PRIMARY KEY (account_id, object_type, record_id, handoff_no)
);

CREATE INDEX handoff_offered ON public.handoff USING btree (account_id, to_team, offered_at) WHERE (state = 'offered'::text);

alter table "handoff" enable row level security, force row level security;

create policy "one_account" on "handoff" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "hearing" (
  "account_id" text collate "C" not null,
  "object_type" text collate "C" not null,
  "record_id" text collate "C" not null,
  "fact_id" text collate "C" not null,
  "channel" text collate "C" not null,
  "change_source" text collate "C" not null,
  "source_id" text collate "C" not null,
  constraint "hearing_key" PRIMARY KEY (account_id, object_type, record_id, fact_id, channel, change_source, source_id)
);

alter table "hearing" enable row level security, force row level security;

create policy "one_account" on "hearing" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "installation_secret" (
  "name" text collate "C" not null,
  "sealed" text collate "C" not null,
  constraint "installation_secret_pkey" PRIMARY KEY (name)
);

create table "journal_reading" (
  "name" text collate "C" not null,
  "file_offset" text collate "C" not null,
  "as_of" bigint,
  "read_at" bigint,
  "late_since" bigint,
  "claim" text collate "C" not null,
  "claimed_until" bigint not null,
  "failure" text collate "C",
  constraint "journal_reading_pkey" PRIMARY KEY (name)
);

create table "journey" (
  "account_id" text collate "C" not null,
  "object_type" text collate "C" not null,
  "record_id" text collate "C" not null,
  "model_version" integer not null,
  "flags" text collate "C" not null,
  "digest" text collate "C" not null,
  "next_flip_at" bigint,
  "replayed_at" bigint not null,
  constraint "journey_key" PRIMARY KEY (account_id, object_type, record_id)
);

alter table "journey" enable row level security, force row level security;

create policy "one_account" on "journey" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "migration" (
  "name" character varying(255) not null,
  "timestamp" character varying(255) not null,
  constraint "migration_pkey" PRIMARY KEY (name)
);

create table "migration_lock" (
  "id" character varying(255) not null,
  "is_locked" integer not null default 0,
  constraint "migration_lock_pkey" PRIMARY KEY (id)
);

create table "model_version" (
  "account_id" text collate "C" not null,
  "model_version" integer not null,
  "name" text collate "C" not null,
  "definition" text collate "C" not null,
  "published_at" bigint not null,
  "published_by" text collate "C" not null,
  constraint "model_version_key" PRIMARY KEY (account_id, model_version)
);

alter table "model_version" enable row level security, force row level security;

create policy "one_account" on "model_version" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "oauth_state" (
  "state" text collate "C" not null,
  "created_at" bigint not null,
  constraint "oauth_state_pkey" PRIMARY KEY (state)
);

create table "owner" (
  "account_id" text collate "C" not null,
  "owner_id" text collate "C" not null,
  "user_id" text collate "C",
  "name" text collate "C" not null,
  "is_active" integer not null,
  "teams" text collate "C" not null,
  constraint "owner_key" PRIMARY KEY (account_id, owner_id)
);

alter table "owner" enable row level security, force row level security;

create policy "one_account" on "owner" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "pending_erasure" (
  "account_id" text collate "C" not null,
  "object_type" text collate "C" not null,
  "record_id" text collate "C" not null,
  "queued_at" bigint not null,
  "addresses" text collate "C" not null,
  constraint "pending_erasure_key" PRIMARY KEY (account_id, object_type, record_id)
);

alter table "pending_erasure" enable row level security, force row level security;

create policy "one_account" on "pending_erasure" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "portal_metadata" (
  "account_id" text collate "C" not null,
  "observed_at" bigint not null,
  "metadata" text collate "C" not null,
  constraint "portal_metadata_key" PRIMARY KEY (account_id, observed_at)
);

alter table "portal_metadata" enable row level security, force row level security;

create policy "one_account" on "portal_metadata" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "record" (
  "account_id" text collate "C" not null,
  "object_type" text collate "C" not null,
  "record_id" text collate "C" not null,
  "ledger_version" bigint not null,
  "due_at" bigint,
  "history_due_at" bigint,
  "claimed_until" bigint not null,
  "failures" integer,
  "failure" text collate "C",
  constraint "record_key" PRIMARY KEY (account_id, object_type, record_id)
);

CREATE INDEX record_due ON public.record USING btree (due_at) WHERE (due_at IS NOT NULL);

CREATE INDEX record_failed ON public.record USING btree (account_id, object_type, record_id) WHERE (failures IS NOT NULL);

CREATE INDEX record_history_due ON public.record USING btree (history_due_at) WHERE (history_due_at IS NOT NULL);

alter table "record" enable row level security, force row level security;

create policy "one_account" on "record" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "record_alias" (
  "account_id" text collate "C" not null,
  "object_type" text collate "C" not null,
  "alias_id" text collate "C" not null,
  "record_id" text collate "C" not null,
  constraint "record_alias_key" PRIMARY KEY (account_id, object_type, alias_id)
);

CREATE INDEX record_alias_record ON public.record_alias USING btree (account_id, object_type, record_id);

alter table "record_alias" enable row level security, force row level security;

create policy "one_account" on "record_alias" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "recovered_record" (
  "account_id" text collate "C" not null,
  "object_type" text collate "C" not null,
  "record_id" text collate "C" not null,
  "recovered" text collate "C" not null,
  "found_at" bigint not null,
  constraint "recovered_record_key" PRIMARY KEY (account_id, object_type, record_id)
);

alter table "recovered_record" enable row level security, force row level security;

create policy "one_account" on "recovered_record" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "repair" (
  "account_id" text collate "C" not null,
  "object_type" text collate "C" not null,
  "phase" text collate "C" not null,
  "is_poll" integer not null,
  "polled_at" bigint,
  "place" text collate "C" not null,
  "since" bigint not null,
  "as_of" bigint not null,
  "records_done" integer not null,
  "records_total" integer not null,
  "recovered" text collate "C" not null,
  "recovered_ever" text collate "C" not null,
  "recovered_whole" text collate "C" not null,
  "checked_at" bigint,
  "began_at" bigint not null,
  "finished_at" bigint,
  "claim" text collate "C" not null,
  "claimed_at" bigint not null,
  "claimed_until" bigint not null,
  "failure" text collate "C",
  constraint "repair_key" PRIMARY KEY (account_id, object_type)
);

alter table "repair" enable row level security, force row level security;

create policy "one_account" on "repair" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "set_aside_event" (
  "account_id" text collate "C" not null,
  "group_id" bigint not null,
  "position" integer not null,
  "reason" text collate "C" not null,
  "event" text collate "C" not null,
  "set_aside_at" bigint not null,
  constraint "set_aside_event_key" PRIMARY KEY (account_id, group_id, "position")
);

alter table "set_aside_event" enable row level security, force row level security;

create policy "one_account" on "set_aside_event" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "super_admin" (
  "account_id" text collate "C" not null,
  "user_id" text collate "C" not null,
  "read_at" bigint not null,
  constraint "super_admin_key" PRIMARY KEY (account_id, user_id)
);

alter table "super_admin" enable row level security, force row level security;

create policy "one_account" on "super_admin" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "tag_write" (
  "account_id" text collate "C" not null,
  "object_type" text collate "C" not null,
  "record_id" text collate "C" not null,
  "desired" text collate "C" not null,
  "written" text collate "C",
  "pending" integer not null,
  "is_bulk" integer not null,
  "active_at" bigint not null,
  "revision" bigint not null,
  "queued_at" bigint not null,
  "retry_at" bigint not null,
  "claimed_until" bigint not null,
  "unsettled_claims" integer not null,
  "attempts" integer not null,
  "failure" text collate "C",
  "restored_at" bigint,
  "restored_revision" bigint,
  "rewritten_revision" bigint,
  constraint "tag_write_key" PRIMARY KEY (account_id, object_type, record_id)
);

CREATE INDEX tag_write_pending ON public.tag_write USING btree (account_id, object_type, queued_at) WHERE (pending = 1);

alter table "tag_write" enable row level security, force row level security;

create policy "one_account" on "tag_write" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "tombstone" (
  "account_id" text collate "C" not null,
  "object_type" text collate "C" not null,
  "record_hash" text collate "C" not null,
  "erased_at" bigint not null,
  constraint "tombstone_key" PRIMARY KEY (account_id, object_type, record_hash)
);

alter table "tombstone" enable row level security, force row level security;

create policy "one_account" on "tombstone" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);

create table "visit" (
  "account_id" text collate "C" not null,
  "object_type" text collate "C" not null,
  "record_id" text collate "C" not null,
  "record_id_length" integer generated always as (length(record_id)) stored,
  "visit_no" integer not null,
  "lap" integer not null,
  "stage" text collate "C" not null,
  "team" text collate "C" not null,
  "owner" text collate "C" not null,
  "entered_at" bigint not null,
  "left_at" bigint,
  "move" text collate "C" not null,
  "outcome" text collate "C" not null,
  "cause" text collate "C" not null,
  "detail" text collate "C" not null,
  constraint "visit_key" PRIMARY KEY (account_id, object_type, record_id, visit_no)
);

CREATE INDEX visit_export ON public.visit USING btree (account_id, object_type, record_id_length, record_id, visit_no);

alter table "visit" enable row level security, force row level security;

create policy "one_account" on "visit" as permissive for all to public
  using (CASE ( SELECT COALESCE(current_setting('app.account_id'::text, true), ''::text) AS "coalesce") WHEN ''::text THEN true WHEN account_id THEN true ELSE false END);
