-- Roles and database privileges. Run by an administrator, connected to Twofold's (new or existing) database:
--   psql -v migrate_password=... -v app_password=... -v auth_password=... -v publisher_password=... -v worker_password=... -f db/setup/roles.sql
-- or with the passwords in the environment, as docker-compose.yml does; `npm run db:setup` runs the same file.
-- Roles belong to the whole server, so every statement may run a second time.
\getenv migrate_password TWOFOLD_MIGRATE_PASSWORD
\getenv app_password TWOFOLD_APP_PASSWORD
\getenv auth_password TWOFOLD_AUTH_PASSWORD
\getenv publisher_password TWOFOLD_PUBLISHER_PASSWORD
\getenv worker_password TWOFOLD_WORKER_PASSWORD
\set ON_ERROR_STOP on

do $$
declare
  wanted text;
begin
  if not exists (select from pg_roles where rolname = 'twofold_owner') then
    create role twofold_owner nologin nosuperuser nobypassrls nocreatedb nocreaterole noreplication;
  end if;
  foreach wanted in array array['twofold_migrate', 'twofold_app', 'twofold_auth', 'twofold_publisher', 'twofold_worker'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      execute format('create role %I login nosuperuser nobypassrls noinherit nocreatedb nocreaterole noreplication', wanted);
    end if;
  end loop;
end $$;

-- A role may change what its own sessions begin with; whatever somebody who had its password left there goes. Where the
-- administrator is no superuser, what only a superuser may set stays.
do $$
declare
  name text;
begin
  foreach name in array array['twofold_migrate', 'twofold_app', 'twofold_auth', 'twofold_publisher', 'twofold_worker'] loop
    execute format('alter role %I reset all', name);
    execute format('alter role %I in database %I reset all', name, current_database());
  end loop;
end $$;

alter role twofold_migrate password :'migrate_password';
alter role twofold_app password :'app_password';
alter role twofold_auth password :'auth_password';
alter role twofold_publisher password :'publisher_password';
alter role twofold_worker password :'worker_password';

-- A session of the app that keeps a duo's lock and does nothing would hold up the close. One that waits for such a lock
-- outlasts it.
alter role twofold_app set idle_in_transaction_session_timeout = '30s';
alter role twofold_app set lock_timeout = '60s';

grant twofold_owner to twofold_migrate;
-- Whatever a migration creates belongs to the owner, never to a role that can sign in.
alter role twofold_migrate set role to twofold_owner;

do $$
begin
  -- A managed server's administrator is no superuser and must belong to a role before giving it anything.
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant twofold_owner, twofold_worker to %I', current_user);
  end if;
  execute format('revoke all on database %I from public', current_database());
  execute format('revoke all on schema public from public');
  execute format('alter database %I owner to twofold_owner', current_database());
  execute format(
    'grant connect on database %I to twofold_migrate, twofold_app, twofold_auth, twofold_publisher, twofold_worker',
    current_database()
  );
end $$;

-- What every role may do otherwise: count rows that were read and written, by which tables and in which transaction, also
-- what a function wrote and took back, see how large a table is, and hold a lock that belongs to the session and outlasts
-- its transactions. Only a superuser can take these from everybody. Who watches the server with the role pg_monitor still
-- counts.
do $$
declare
  one record;
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    return;
  end if;
  for one in select p.oid::regprocedure as call, p.proname not like '%lock%' as counts from pg_proc p
    where p.pronamespace = 'pg_catalog'::regnamespace and (p.proname like 'pg\_stat\_get\_xact\_%' or p.proname ~
      '^pg_stat_get_((db_)?(tuples|blocks)_|numscans|lastscan|(live|dead)_tuples|mod_since|ins_since|function_|(last_)?(auto)?(vacuum|analyze)|total_(auto)?(vacuum|analyze))'
      or p.proname in ('pg_relation_size', 'pg_table_size', 'pg_indexes_size', 'pg_total_relation_size')
      or p.proname in ('pg_advisory_lock', 'pg_advisory_lock_shared', 'pg_try_advisory_lock', 'pg_try_advisory_lock_shared')) loop
    execute format('revoke execute on function %s from public', one.call);
    if one.counts then
      execute format('grant execute on function %s to pg_monitor', one.call);
    else
      -- Migration, backup and restore hold one while they run.
      execute format('grant execute on function %s to twofold_owner, twofold_migrate', one.call);
    end if;
  end loop;
end $$;

grant usage on schema public to twofold_app, twofold_auth, twofold_publisher, twofold_worker;

-- PostgreSQL lets everybody execute a new function; here each one is granted by name.
alter default privileges for role twofold_owner revoke execute on functions from public;
alter default privileges for role twofold_worker revoke execute on functions from public;

-- What follows belongs to the server's superuser. A managed server's administrator is none: there the server's own
-- settings and the defaults of PUBLIC have to be changed as README says, and the app refuses to start until the log
-- quotes nothing.
do $$
declare
  name text;
  setting text;
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    raise notice 'not a superuser: other databases, large objects, languages and the log are left as they are';
    return;
  end if;
  -- Twofold's roles have no business in another database, and no way to leave something behind in this one.
  foreach name in array array['postgres', 'template1'] loop
    if exists (select from pg_database where datname = name) then
      execute format('revoke all on database %I from public', name);
    end if;
  end loop;
  for name in select p.oid::regprocedure::text from pg_proc p
    where p.pronamespace = 'pg_catalog'::regnamespace and (p.proname like 'lo\_%' or p.proname in ('loread', 'lowrite'))
  loop
    execute format('revoke execute on function %s from public', name);
  end loop;
  -- Only who creates functions needs a language: nobody else runs code of their own.
  revoke usage on language plpgsql, sql from public;
  grant usage on language plpgsql, sql to twofold_owner with grant option;
  -- An error's message may quote an answer, and so may a logged statement.
  foreach name in array array['twofold_migrate', 'twofold_app', 'twofold_auth', 'twofold_publisher', 'twofold_worker'] loop
    foreach setting in array array[
      'log_min_messages = log', 'log_min_error_statement = panic', 'log_error_verbosity = terse', 'log_statement = none',
      'log_min_duration_statement = -1', 'log_min_duration_sample = -1', 'log_transaction_sample_rate = 0',
      'log_parameter_max_length = 0', 'log_parameter_max_length_on_error = 0',
      'debug_print_parse = off', 'debug_print_rewritten = off', 'debug_print_plan = off'
    ] loop
      execute format('alter role %I set %s', name, setting);
    end loop;
  end loop;
end $$;
