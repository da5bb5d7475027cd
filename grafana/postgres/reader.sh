#!/bin/sh
# Makes the role trainyard_reader, which dashboards read as. It owns nothing and may do nothing but read: Trainyard grants it
# SELECT on its views v_…, and on nothing else, each time it starts. Runs once, as superuser, when PostgreSQL makes its database;
# on a database that there is already: POSTGRES_USER=… POSTGRES_DB=… TRAINYARD_READER_PASSWORD=… sh reader.sh
set -eu

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set password="$TRAINYARD_READER_PASSWORD" \
    --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
select 'create role trainyard_reader' where not exists (select from pg_roles where rolname = 'trainyard_reader') \gexec
alter role trainyard_reader login nosuperuser nocreatedb nocreaterole noreplication nobypassrls connection limit 20
    password :'password';
alter role trainyard_reader set default_transaction_read_only = on;
alter role trainyard_reader set statement_timeout = '30s';
alter role trainyard_reader set idle_in_transaction_session_timeout = '30s';

-- What every role may do otherwise: make temporary tables and large objects, and before PostgreSQL 15 tables.
revoke create on schema public from public;
select format('revoke temporary on database %I from public', current_database()) \gexec
revoke execute on function lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) from public;
select format('grant connect on database %I to trainyard_reader', current_database()) \gexec
SQL
