-- People in several teams, each with a role there; tokens with scopes; invitations.

create table membership (
  id uuid not null primary key,
  team_id uuid not null references team (id),
  user_id uuid not null references account_user (id),
  role varchar(20) not null,
  created_at timestamp(6) with time zone not null,
  version bigint not null,
  constraint membership_user unique (user_id, team_id)
);
create index membership_team on membership (team_id, id);

-- whoever was an administrator owns the team, and sees to the installation
insert into membership (id, team_id, user_id, role, created_at, version)
  select id, team_id, id, 'OWNER', created_at, 0 from account_user;
alter table account_user add column installation_administrator boolean default true not null;
alter table account_user alter column installation_administrator drop default;
alter table account_user drop column team_id;
alter table account_user drop column role;

-- people from outside the team, for one app
create table collaborator (
  id uuid not null primary key,
  team_id uuid not null references team (id),
  app_id uuid not null references app (id),
  user_id uuid not null references account_user (id),
  role varchar(20) not null,
  created_at timestamp(6) with time zone not null,
  version bigint not null,
  constraint collaborator_user unique (user_id, team_id, app_id)
);
create index collaborator_app on collaborator (app_id, id);

-- names of scopes, separated by commas; a token from before had none to hold it back
alter table api_token add column scopes varchar(100) default 'ADMIN' not null;
alter table api_token alter column scopes drop default;
-- null for the whole team
alter table api_token add column app_id uuid references app (id);
-- at most a minute old
alter table api_token add column last_used_at timestamp(6) with time zone;
create index api_token_team on api_token (team_id, id);
create index api_token_user on api_token (user_id, team_id);

create table invitation (
  id uuid not null primary key,
  team_id uuid not null references team (id),
  -- null for the whole team
  app_id uuid references app (id),
  email varchar(254) not null,
  role varchar(20) not null,
  sha256 char(64) not null unique,
  invited_by varchar(254) not null,
  created_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone not null,
  accepted_at timestamp(6) with time zone,
  withdrawn_at timestamp(6) with time zone,
  version bigint not null
);
create index invitation_team on invitation (team_id, id);
