-- Messages to people, one row for each recipient, written in the transaction of what they tell of.
create table mail_outbox (
  id uuid not null primary key,
  team_id uuid not null,
  template varchar(40) not null,
  recipient varchar(320) not null,
  subject varchar(600) not null,
  -- encrypted, as it may hold a link that opens something; empty once it was sent
  sealed_body varchar(120000) not null,
  status varchar(10) not null,
  attempts integer not null,
  next_attempt_at timestamp(6) with time zone not null,
  finished_at timestamp(6) with time zone,
  -- why the last attempt failed, "" for none
  trouble varchar(500) not null,
  created_at timestamp(6) with time zone not null,
  version bigint not null
);
comment on column mail_outbox.sealed_body is 'sealed';
create index mail_outbox_team on mail_outbox (team_id, id);
create index mail_outbox_next on mail_outbox (status, next_attempt_at);
