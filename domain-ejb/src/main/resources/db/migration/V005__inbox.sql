-- What the server tells a team on its own account.

create table notice (
  id uuid not null primary key,
  team_id uuid not null references team (id),
  app_id uuid,
  kind varchar(40) not null,
  subject_id uuid not null,
  subject_name varchar(200) not null,
  detail varchar(500) not null,
  created_at timestamp(6) with time zone not null,
  read_at timestamp(6) with time zone,
  version bigint not null
);
create index notice_team on notice (team_id, id);
create index notice_unread on notice (team_id, read_at);
