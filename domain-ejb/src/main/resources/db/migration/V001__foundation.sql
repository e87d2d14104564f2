-- One script for H2 and PostgreSQL. Lengths are those of the domain; ids are UUIDv7.

create table team (
  id uuid not null primary key,
  name varchar(100) not null,
  language varchar(10) not null,
  time_zone varchar(64) not null,
  created_at timestamp(6) with time zone not null,
  version bigint not null
);

create table account_user (
  id uuid not null primary key,
  team_id uuid not null references team (id),
  email varchar(254) not null unique,
  name varchar(100) not null,
  password_hash varchar(500) not null,
  role varchar(20) not null,
  created_at timestamp(6) with time zone not null,
  version bigint not null
);

create table api_token (
  id uuid not null primary key,
  team_id uuid not null references team (id),
  user_id uuid not null references account_user (id),
  name varchar(100) not null,
  sha256 char(64) not null unique,
  created_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone,
  revoked_at timestamp(6) with time zone,
  version bigint not null
);

create table audit_entry (
  id uuid not null primary key,
  team_id uuid not null,
  at_time timestamp(6) with time zone not null,
  actor_kind varchar(10) not null,
  actor_id uuid,
  actor_name varchar(254) not null,
  remote_address varchar(64) not null,
  action varchar(60) not null,
  subject varchar(40) not null,
  before_state varchar(100000),
  after_state varchar(100000)
);
create index audit_entry_team on audit_entry (team_id, id);
create index audit_entry_subject on audit_entry (subject, id);

create table app (
  id uuid not null primary key,
  team_id uuid not null references team (id),
  platform varchar(10) not null,
  bundle_id varchar(255) not null,
  name varchar(255) not null,
  -- null once deleted, which frees the name
  slug varchar(40) unique,
  -- 1 while the app lives, null once deleted, which frees the identity
  live smallint,
  ingest_key varchar(64) not null unique,
  last_build_number bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  deleted_at timestamp(6) with time zone,
  version bigint not null,
  constraint app_identity unique (team_id, platform, bundle_id, live)
);
create index app_team on app (team_id, id);

create table channel (
  id uuid not null primary key,
  app_id uuid not null references app (id),
  name varchar(40) not null,
  is_default boolean not null,
  access_rule varchar(12) not null,
  password_hash varchar(500),
  created_at timestamp(6) with time zone not null,
  version bigint not null,
  constraint channel_name unique (app_id, name)
);

create table stored_file (
  file_key uuid not null primary key,
  -- null once nothing refers to it: the bytes are then removed after the commit
  sha256 char(64) unique,
  size_bytes bigint not null,
  reference_count integer not null,
  created_at timestamp(6) with time zone not null
);

create table build (
  id uuid not null primary key,
  app_id uuid not null references app (id),
  channel_id uuid not null references channel (id),
  version_name varchar(255) not null,
  version_code varchar(255) not null,
  number bigint not null,
  format varchar(20) not null,
  minimum_os varchar(40),
  file_key uuid not null,
  file_name varchar(255) not null,
  size_bytes bigint not null,
  sha256 char(64) not null,
  notes varchar(20000) not null,
  facts varchar(100000) not null,
  duplicate_of uuid,
  created_at timestamp(6) with time zone not null,
  deleted_at timestamp(6) with time zone,
  version bigint not null,
  constraint build_number unique (app_id, number)
);
create index build_app on build (app_id, id);
create index build_sha on build (app_id, sha256);

create table build_icon (
  build_id uuid not null primary key references build (id),
  png bytea not null
);

create table feedback (
  id uuid not null primary key,
  app_id uuid not null references app (id),
  build_id uuid,
  event_id uuid not null,
  message varchar(20000) not null,
  contact varchar(254) not null,
  version_name varchar(255) not null,
  version_code varchar(255) not null,
  device varchar(20000) not null,
  created_at timestamp(6) with time zone not null,
  version bigint not null
);
create index feedback_app on feedback (app_id, id);

create table feedback_screenshot (
  id uuid not null primary key,
  feedback_id uuid not null references feedback (id),
  file_key uuid not null,
  file_name varchar(255) not null,
  content_type varchar(100) not null,
  size_bytes bigint not null
);
create index feedback_screenshot_feedback on feedback_screenshot (feedback_id);

create table crash_report (
  id uuid not null primary key,
  app_id uuid not null references app (id),
  build_id uuid,
  event_id uuid not null,
  exception_type varchar(500) not null,
  version_name varchar(255) not null,
  version_code varchar(255) not null,
  device varchar(20000) not null,
  file_key uuid not null,
  size_bytes bigint not null,
  occurred_at timestamp(6) with time zone not null,
  created_at timestamp(6) with time zone not null,
  version bigint not null
);
create index crash_report_app on crash_report (app_id, id);

create table webhook (
  id uuid not null primary key,
  team_id uuid not null references team (id),
  -- null for a webhook of the whole team
  app_id uuid references app (id),
  -- the app, or the team of a webhook without one
  owner_id uuid not null,
  -- the lowest free number below the limit; null once removed. With its owner it is unique: this is
  -- what holds the limit under concurrent requests.
  slot integer,
  name varchar(100) not null,
  url varchar(2048) not null,
  events varchar(2000) not null,
  enabled boolean not null,
  format varchar(20) not null,
  language varchar(10) not null,
  time_zone varchar(64) not null,
  secret varchar(500) not null,
  previous_secret varchar(500),
  previous_secret_until timestamp(6) with time zone,
  disabled_reason varchar(200),
  -- Ed25519 private key, encrypted; null where v1 alone signs
  asymmetric_key varchar(500),
  -- JSON of names and values, encrypted; null for none
  custom_headers varchar(16000),
  -- delays, ISO 8601, separated by commas; null for the installation's
  retry_schedule varchar(400),
  -- calls a period; null for no limit
  rate_limit integer,
  rate_period varchar(10),
  -- calls at once; null for the installation's
  max_concurrency integer,
  ordered boolean default false not null,
  -- JSON of the apps, platforms and channels that a team's webhook gets events of; null for all
  event_filter varchar(20000),
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  removed_at timestamp(6) with time zone,
  version bigint not null,
  constraint webhook_slot unique (owner_id, slot)
);
-- what the re-key job must know of
comment on column webhook.secret is 'sealed';
comment on column webhook.previous_secret is 'sealed';
comment on column webhook.asymmetric_key is 'sealed';
comment on column webhook.custom_headers is 'sealed';
create index webhook_team on webhook (team_id, id);

-- The networks that administrators have opened to webhooks, one row.
create table webhook_networks (
  id uuid not null primary key,
  -- JSON of networks, each with why, who and when
  networks varchar(100000) not null,
  created_at timestamp(6) with time zone not null,
  version bigint not null
);
insert into webhook_networks (id, networks, created_at, version)
  values ('00000000-0000-7000-8000-000000000001', '[]', current_timestamp, 0);

create table app_event (
  id uuid not null primary key,
  team_id uuid not null,
  app_id uuid not null,
  type varchar(60) not null,
  occurred_at timestamp(6) with time zone not null,
  message varchar(1000000) not null,
  test boolean not null
);
create index app_event_app on app_event (app_id, id);

create table job (
  id uuid not null primary key,
  team_id uuid not null,
  kind varchar(40) not null,
  subject_id uuid not null,
  status varchar(10) not null,
  done bigint not null,
  total bigint not null,
  message varchar(1000) not null,
  created_at timestamp(6) with time zone not null,
  finished_at timestamp(6) with time zone,
  version bigint not null
);
create index job_team on job (team_id, id);

-- db-scheduler 16's own table
create table scheduled_tasks (
  task_name varchar(100) not null,
  task_instance varchar(100) not null,
  task_data bytea,
  execution_time timestamp(6) with time zone not null,
  picked boolean not null,
  picked_by varchar(50),
  last_success timestamp(6) with time zone,
  last_failure timestamp(6) with time zone,
  consecutive_failures integer,
  last_heartbeat timestamp(6) with time zone,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
