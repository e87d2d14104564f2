-- How an app's install page differs from ours, where the team's plan has that.

alter table app add column page_color varchar(7);
alter table app add column page_text varchar(1000) default '' not null;
alter table app add column page_brand boolean default true not null;
