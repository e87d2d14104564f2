-- What an account is besides its address and password.

-- null: the language of the browser
alter table account_user add column language varchar(10);
-- null: the zone of the team
alter table account_user add column time_zone varchar(64);
alter table account_user add column status varchar(20) default 'ACTIVE' not null;
-- goes up when all sessions end: each knows under which it was made
alter table account_user add column session_generation bigint default 0 not null;
alter table account_user add column second_factor boolean default false not null;

-- A link in a message that opens something once: one of a purpose for each account.
create table account_link (
  id uuid not null primary key,
  user_id uuid not null references account_user (id),
  purpose varchar(20) not null,
  sha256 char(64) not null unique,
  expires_at timestamp(6) with time zone not null,
  created_at timestamp(6) with time zone not null,
  version bigint not null,
  constraint account_link_one unique (user_id, purpose)
);

-- The second factor, RFC 6238.
create table account_totp (
  id uuid not null primary key,
  user_id uuid not null unique references account_user (id),
  sealed_secret varchar(500) not null,
  -- null until a first code has shown that the person's device has it
  confirmed_at timestamp(6) with time zone,
  -- the time step of the last code that was taken: none is taken twice
  last_step bigint not null,
  created_at timestamp(6) with time zone not null,
  version bigint not null
);

comment on column account_totp.sealed_secret is 'sealed';

-- Codes for who has lost the second factor; a used one is gone.
create table account_recovery_code (
  id uuid not null primary key,
  user_id uuid not null references account_user (id),
  sha256 char(64) not null,
  created_at timestamp(6) with time zone not null,
  version bigint not null
);
create index account_recovery_code_user on account_recovery_code (user_id);

-- Somebody who wants an account, until the address is confirmed; the newest wish for an address counts.
create table account_registration (
  id uuid not null primary key,
  email varchar(254) not null unique,
  name varchar(100) not null,
  password_hash varchar(500) not null,
  language varchar(10) not null,
  sha256 char(64) not null unique,
  expires_at timestamp(6) with time zone not null,
  created_at timestamp(6) with time zone not null,
  version bigint not null
);
