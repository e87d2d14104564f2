-- PostgreSQL alone: the tables of the history become partitioned by their keys, which are in the
-- order of time. What they hold stays, as the default partition; feature `history` makes a
-- partition for each week and drops old ones. Scripts of both databases share one row of numbers.

do $$
declare
  tab text;
  idx record;
begin
  foreach tab in array array['app_event', 'message_body', 'delivery', 'attempt'] loop
    execute format('alter table %I rename to %I', tab, tab || '_default');
    execute format(
      'create table %I (like %I including defaults including constraints) partition by range (id)',
      tab, tab || '_default');
    for idx in
      select c.relname as name, x.indisprimary as is_primary, pg_get_indexdef(c.oid) as definition
      from pg_index x join pg_class c on c.oid = x.indexrelid
      where x.indrelid = to_regclass(tab || '_default')
    loop
      execute format(
        'alter index %I rename to %I', idx.name, regexp_replace(idx.name, '^' || tab, tab || '_default'));
      if idx.is_primary then
        execute format('alter table %I add primary key (id)', tab);
      else
        execute replace(idx.definition, '.' || tab || '_default ', '.' || tab || ' ');
      end if;
    end loop;
    -- takes the old indexes over, since each has its twin
    execute format('alter table %I attach partition %I default', tab, tab || '_default');
  end loop;
end
$$;

-- A webhook serves one app, or few: taking both columns for independent, the planner read all
-- deliveries of a webhook to show the newest fifty. New partitions copy this.
create statistics delivery_owner (dependencies) on app_id, webhook_id from delivery;
create statistics delivery_default_owner (dependencies) on app_id, webhook_id
  from delivery_default;
