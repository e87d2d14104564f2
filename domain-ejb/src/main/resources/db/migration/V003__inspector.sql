-- The request inspector. What strangers send is kept as bytes: a NUL or bad UTF-8 is no text.

create table request_bin (
  id uuid not null primary key,
  team_id uuid not null references team (id),
  name varchar(100) not null,
  -- the unguessable part of its URL
  token varchar(40) not null unique,
  -- statuses to answer with, in turn, separated by commas; the last one stays
  script varchar(400) not null,
  -- how many answers the script has given
  script_step integer not null,
  delay_ms integer not null,
  answer_body varchar(10000) not null,
  -- how many requests have come, kept or not
  received bigint not null,
  created_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone not null,
  version bigint not null
);
create index request_bin_team on request_bin (team_id, id);
create index request_bin_expiry on request_bin (expires_at);

create table captured_request (
  id uuid not null primary key,
  bin_id uuid not null references request_bin (id),
  -- counts the requests of a bin, from 1
  number bigint not null,
  received_at timestamp(6) with time zone not null,
  method varchar(32) not null,
  target varchar(4000) not null,
  remote_address varchar(64) not null,
  headers bytea not null,
  headers_cut boolean not null,
  body bytea not null,
  body_cut boolean not null,
  answer_status integer not null,
  answer_delay_ms integer not null
);
create index captured_request_bin on captured_request (bin_id, id);
