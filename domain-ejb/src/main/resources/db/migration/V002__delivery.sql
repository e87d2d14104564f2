-- Deliveries. History tables hold no foreign keys: retention drops them in time ranges, each by
-- itself. Received bytes are bytea: a NUL in a text column would make PostgreSQL refuse the batch.

create table delivery_skip (
  event_id uuid not null,
  webhook_id uuid not null,
  reason varchar(20) not null,
  primary key (event_id, webhook_id)
);
create index delivery_skip_webhook on delivery_skip (webhook_id);

create table message_body (
  id uuid not null primary key,
  event_id uuid not null,
  event_type varchar(60) not null,
  format varchar(20) not null,
  content_type varchar(200) not null,
  bytes bytea not null
);

create table delivery (
  id uuid not null primary key,
  app_id uuid not null,
  event_id uuid not null,
  webhook_id uuid not null,
  body_id uuid not null,
  status varchar(10) not null,
  reason varchar(40),
  -- final; while unfinished the count is in delivery_due
  attempt_count integer not null,
  test boolean not null,
  resend_of uuid,
  job_id uuid,
  created_at timestamp(6) with time zone not null,
  finished_at timestamp(6) with time zone
);
create index delivery_app on delivery (app_id, id);
create index delivery_app_status on delivery (app_id, status, id);
create index delivery_webhook on delivery (webhook_id, id);
create index delivery_event on delivery (event_id, id);

-- One row for each unfinished delivery: the only table the pump searches.
create table delivery_due (
  delivery_id uuid not null primary key,
  webhook_id uuid not null,
  due_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone not null,
  -- order within an ordered webhook; 0 where none was asked for, -1 for a test: both go first
  sequence bigint not null,
  attempt_count integer not null,
  -- how often in a row our own side could not send
  not_sent integer not null
);
create index delivery_due_next on delivery_due (webhook_id, due_at);
create index delivery_due_order on delivery_due (webhook_id, sequence, delivery_id);

create table attempt (
  id uuid not null primary key,
  delivery_id uuid not null,
  number integer not null,
  started_at timestamp(6) with time zone not null,
  duration_ms integer not null,
  http_status integer,
  outcome varchar(20) not null,
  error varchar(500),
  duplicate boolean not null,
  url varchar(4000) not null,
  request_headers varchar(8000) not null,
  -- only where it differs from the stored body
  sealed_body bytea,
  response_headers bytea,
  response_body bytea,
  response_truncated boolean not null,
  -- milliseconds of each phase, null where there was none; the first byte counts from the request
  dns_ms integer,
  connect_ms integer,
  tls_ms integer,
  first_byte_ms integer,
  -- when the next attempt was due as this one was settled, and what decided it; null for none
  next_at timestamp(6) with time zone,
  next_why varchar(20)
);
create index attempt_delivery on attempt (delivery_id, id);

create table webhook_lane (
  webhook_id uuid not null primary key,
  owner uuid,
  -- counts owners: what an earlier owner sent changes nothing any more
  epoch bigint not null,
  -- counts fresh starts of the endpoint: what was sent before one changes no health
  generation bigint not null,
  circuit varchar(10) not null,
  failures integer not null,
  failing_since timestamp(6) with time zone,
  last_attempt_at timestamp(6) with time zone,
  last_outcome varchar(20),
  last_success_at timestamp(6) with time zone,
  open_until timestamp(6) with time zone,
  slow_until timestamp(6) with time zone,
  -- whether its owner was told of the trouble, and what is still to be told and done
  told boolean not null,
  news varchar(10)
);
create index webhook_lane_owner on webhook_lane (owner);

-- What happened to an endpoint's health, for people to read.
create table endpoint_change (
  id uuid not null primary key,
  webhook_id uuid not null,
  changed_at timestamp(6) with time zone not null,
  kind varchar(20) not null,
  detail varchar(500) not null
);
create index endpoint_change_webhook on endpoint_change (webhook_id, id);

create table webhook_sequence (
  webhook_id uuid not null primary key,
  next_number bigint not null
);

create table node (
  id uuid not null primary key,
  data_dir_id uuid not null,
  started_at timestamp(6) with time zone not null,
  heartbeat_at timestamp(6) with time zone not null,
  lanes integer not null,
  in_flight integer not null
);

-- The operator's switch, one row.
create table engine_switch (
  id smallint not null primary key,
  paused boolean not null,
  changed_at timestamp(6) with time zone,
  changed_by varchar(320)
);
insert into engine_switch (id, paused) values (1, false);
