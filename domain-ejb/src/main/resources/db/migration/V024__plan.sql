-- Plans, what teams have paid, who they are, and how often their builds were downloaded.

create table plan (
  name varchar(20) not null primary key,
  -- the better, the larger
  position integer not null,
  -- null for no limit
  apps bigint,
  builds_per_app bigint,
  storage_bytes bigint,
  -- of one build by all; null for that of the settings
  downloads_per_day bigint,
  webhooks_per_app bigint,
  members bigint,
  -- names separated by commas
  features varchar(400) not null
);
insert into plan (
  name, position, apps, builds_per_app, storage_bytes, downloads_per_day, webhooks_per_app, members,
  features
) values
  ('FREE', 1, 10, 50, 5368709120, null, 3, 5, ''),
  ('PROFESSIONAL', 2, 100, 1000, 214748364800, 5000, 20, 100, 'testflight,custom-page,sso');

-- One row for each team that has paid or was counted; whoever adds something limited holds its lock.
create table subscription (
  id uuid not null primary key,
  team_id uuid not null unique references team (id),
  -- what was paid for last; null for nothing ever
  plan varchar(20) references plan (name),
  paid_until timestamp(6) with time zone,
  created_at timestamp(6) with time zone not null,
  version bigint not null
);

create table payment (
  id uuid not null primary key,
  team_id uuid not null references team (id),
  -- who says so: manual, or the name of an outside provider
  provider varchar(20) not null,
  -- the provider's own id: a payment that is told twice counts once
  payment_id varchar(100) not null,
  receipt varchar(100) not null,
  plan varchar(20) not null references plan (name),
  paid_until timestamp(6) with time zone not null,
  created_at timestamp(6) with time zone not null,
  version bigint not null,
  constraint payment_once unique (provider, payment_id)
);
create index payment_team on payment (team_id, id);

create table real_name_verification (
  id uuid not null primary key,
  team_id uuid not null references team (id),
  -- 1 while it waits or holds, null once rejected, which frees the team to submit again
  live smallint,
  status varchar(10) not null,
  -- sealed; null once rejected
  sealed_name varchar(1000),
  -- sealed; null once rejected
  sealed_number varchar(500),
  -- why it was rejected, "" for none
  reason varchar(500) not null,
  decided_by varchar(254) not null,
  decided_at timestamp(6) with time zone,
  created_at timestamp(6) with time zone not null,
  version bigint not null,
  constraint real_name_live unique (team_id, live)
);
comment on column real_name_verification.sealed_name is 'sealed';
comment on column real_name_verification.sealed_number is 'sealed';
create index real_name_team on real_name_verification (team_id, id);
create index real_name_queue on real_name_verification (status, id);

-- Downloads of a build on a day of the zone of its team's owner.
create table download_day (
  id uuid not null primary key,
  build_id uuid not null,
  on_day date not null,
  used bigint not null,
  -- whether webhooks were told that the limit is reached
  told boolean not null,
  constraint download_day_once unique (build_id, on_day)
);
create index download_log_again on download_log (build_id, remote_address, at_time);
