-- People whom an OpenID provider or a directory vouches for, and what its groups give them.

create table account_identity (
  id uuid not null primary key,
  user_id uuid not null references account_user (id),
  -- an OpenID provider's issuer, or ldap: and the base of a directory
  issuer varchar(500) not null,
  subject varchar(255) not null,
  created_at timestamp(6) with time zone not null,
  version bigint not null,
  constraint account_identity_one unique (issuer, subject)
);
create index account_identity_user on account_identity (user_id);

-- what a group has given a group takes away; what a person has given stays
alter table membership add column by_groups boolean default false not null;
