-- Links by which people without an account see the deliveries of one webhook. The link's token is
-- signed, and says no more than the key of its row; the row says whether it still holds.
create table receiver_link (
  id uuid not null primary key,
  webhook_id uuid not null,
  -- what the one who made it wrote for whom it is
  label varchar(100) not null,
  created_by varchar(254) not null,
  expires_at timestamp(6) with time zone not null,
  revoked_at timestamp(6) with time zone,
  last_used_at timestamp(6) with time zone,
  created_at timestamp(6) with time zone not null,
  version bigint not null
);
create index receiver_link_webhook on receiver_link (webhook_id, id);

-- What a job that recovers deliveries was asked for, and how far it is.
create table delivery_recovery (
  job_id uuid not null primary key,
  webhook_id uuid not null,
  created_from timestamp(6) with time zone not null,
  created_before timestamp(6) with time zone not null,
  -- names of states, separated by commas
  statuses varchar(100) not null,
  dry_run boolean not null,
  -- the delivery that was dealt with last; null before the first step
  reached uuid
);

-- The unfinished deliveries that such a job has made: few, as the job does not run ahead.
create table delivery_recovering (
  job_id uuid not null,
  delivery_id uuid not null,
  primary key (job_id, delivery_id)
);

-- Unfinished deliveries that are to be closed by the owner of their lane, who alone knows which of
-- them are in flight.
create table delivery_withdrawal (
  delivery_id uuid not null primary key,
  webhook_id uuid not null,
  reason varchar(40) not null
);
create index delivery_withdrawal_webhook on delivery_withdrawal (webhook_id);

-- Deleted apps whose deliveries may still wait in the lane of a team's webhook: one row for each of
-- the team's webhooks, however much waits. The lane's owner closes what it finds.
create table app_withdrawal (
  webhook_id uuid not null,
  app_id uuid not null,
  deleted_at timestamp(6) with time zone not null,
  -- the delivery that was looked at last in this pass; the least key before the first
  reached uuid not null,
  -- when to look on, or again
  look_at timestamp(6) with time zone not null,
  primary key (webhook_id, app_id)
);
