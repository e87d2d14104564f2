-- Sessions of the console: a row is one that may go on; without its row a session is over.
create table account_session (
  id uuid not null primary key,
  user_id uuid not null references account_user (id),
  -- of the account, under which it goes on
  generation bigint not null,
  -- its last request, to about a minute
  seen_at timestamp(6) with time zone not null,
  address varchar(64) not null,
  agent varchar(200) not null,
  created_at timestamp(6) with time zone not null,
  version bigint not null
);
create index account_session_user on account_session (user_id);
