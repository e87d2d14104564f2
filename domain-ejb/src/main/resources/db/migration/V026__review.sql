-- Guidelines that teams accept, and what an administrator says of a build.

create table guidelines_acceptance (
  id uuid not null primary key,
  team_id uuid not null references team (id),
  guidelines_version integer not null,
  actor_kind varchar(10) not null,
  actor_id uuid,
  actor_name varchar(254) not null,
  created_at timestamp(6) with time zone not null,
  version bigint not null,
  constraint guidelines_acceptance_once unique (team_id, guidelines_version)
);

-- With the build, as every byte of an install page asks: APPROVED, WAITING, REJECTED.
alter table build add column review_state varchar(10) default 'APPROVED' not null;
alter table build add column review_reason varchar(500) default '' not null;
-- null where nobody had to decide
alter table build add column review_decided_at timestamp(6) with time zone;
create index build_review on build (review_state, id);
