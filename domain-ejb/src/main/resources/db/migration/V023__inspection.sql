-- When a build's package was read last, and what was the matter then; null for nothing.

alter table build add column inspected_at timestamp(6) with time zone;
update build set inspected_at = created_at;
alter table build alter column inspected_at set not null;
alter table build add column inspection_problem varchar(40);
