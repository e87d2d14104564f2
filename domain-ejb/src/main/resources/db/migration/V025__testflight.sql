-- The hand-over of builds to TestFlight.

-- A team's key for the App Store Connect API, at most one.
create table testflight_key (
  id uuid not null primary key,
  team_id uuid not null references team (id),
  issuer_id varchar(36) not null,
  key_id varchar(20) not null,
  -- PKCS #8, base64, encrypted
  sealed_private_key varchar(2000) not null,
  created_at timestamp(6) with time zone not null,
  changed_at timestamp(6) with time zone not null,
  version bigint not null,
  constraint testflight_key_team unique (team_id)
);
comment on column testflight_key.sealed_private_key is 'sealed';

-- How far the hand-over of a build is: one row for each build that was ever handed over. The job
-- notes here each thing that it made at Apple's, so that another can go on from there.
create table testflight_upload (
  id uuid not null primary key,
  team_id uuid not null,
  app_id uuid not null,
  build_id uuid not null,
  job_id uuid not null,
  state varchar(20) not null,
  -- when it came into this state
  state_since timestamp(6) with time zone not null,
  -- what Apple calls the app, the upload and its file; null until known
  apple_app_id varchar(100),
  apple_upload_id varchar(100),
  apple_file_id varchar(100),
  -- how much of the file Apple has, from its beginning
  bytes_sent bigint not null,
  -- how often in a row Apple could not be reached
  stumbles integer not null,
  -- what Apple, or we, said last, "" for nothing
  told varchar(2000) not null,
  created_at timestamp(6) with time zone not null,
  version bigint not null,
  constraint testflight_upload_build unique (build_id)
);
create index testflight_upload_app on testflight_upload (app_id);
create index testflight_upload_job on testflight_upload (job_id);
