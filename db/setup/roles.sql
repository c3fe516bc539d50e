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

alter role twofold_migrate password :'migrate_password';
alter role twofold_app password :'app_password';
alter role twofold_auth password :'auth_password';
alter role twofold_publisher password :'publisher_password';
alter role twofold_worker password :'worker_password';

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

grant usage on schema public to twofold_app, twofold_auth, twofold_publisher, twofold_worker;

-- PostgreSQL lets everybody execute a new function; here each one is granted by name.
alter default privileges for role twofold_owner revoke execute on functions from public;
alter default privileges for role twofold_worker revoke execute on functions from public;
