-- The audit: what was refused, the hash chain over all entries, and the log of downloads.

alter table audit_entry add column outcome varchar(10) default 'DONE' not null;
-- how many attempts one entry stands for: refused ones are counted together
alter table audit_entry add column attempts integer default 1 not null;
drop index audit_entry_subject;
create index audit_entry_subject on audit_entry (team_id, subject, id);
create index audit_entry_action on audit_entry (team_id, action, id);
create index audit_entry_actor on audit_entry (team_id, actor_name, id);

-- One row for each entry that is not sealed yet: the only table the sealer searches.
create table audit_unsealed (
  entry_id uuid not null primary key
);
insert into audit_unsealed (entry_id) select id from audit_entry;

-- The chain, in the order of sealing, which is not that of the entries' ids: transactions end in
-- any order. Never changed; the oldest go together with their entries.
create table audit_seal (
  sequence bigint not null primary key,
  entry_id uuid not null unique,
  sealed_at timestamp(6) with time zone not null,
  previous_hash varchar(64) not null,
  hash varchar(64) not null
);

-- Where the chain begins and ends, one row; whoever seals or cuts holds its lock.
create table audit_chain (
  id smallint not null primary key,
  head_sequence bigint not null,
  head_hash varchar(64) not null,
  -- the last seal that retention has removed; 0 and zeros for none
  anchor_sequence bigint not null,
  anchor_hash varchar(64) not null,
  -- when the head went to the log last
  told_at timestamp(6) with time zone
);
insert into audit_chain (id, head_sequence, head_hash, anchor_sequence, anchor_hash) values (
  1,
  0,
  '0000000000000000000000000000000000000000000000000000000000000000',
  0,
  '0000000000000000000000000000000000000000000000000000000000000000'
);

-- Who got a package, as far as known.
create table download_log (
  id uuid not null primary key,
  team_id uuid not null,
  app_id uuid not null,
  build_id uuid not null,
  at_time timestamp(6) with time zone not null,
  remote_address varchar(64) not null,
  -- null for a stranger
  actor_kind varchar(10),
  actor_id uuid,
  actor_name varchar(254) not null
);
create index download_log_app on download_log (app_id, id);
