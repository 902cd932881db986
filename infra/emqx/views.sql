-- What EMQX asks: who may log in, and what each may publish and subscribe to, from the registry itself. A device that registerDevices
-- made can connect at once; one that is disabled cannot connect any more, and what it may do ends with EMQX's cache, after a minute.
-- Run as the owner of the database, with the password of the new role and that of the silos' account:
--   psql --set role_password=… --set silo_password=… -f views.sql
-- Again is harmless, and needed after an upgrade that changes the table "device".
\set ON_ERROR_STOP on
begin;
create schema if not exists emqx;

select not exists (select from pg_roles where rolname = 'emqx') as missing \gset
\if :missing
create role emqx login connection limit 50;
\endif
alter role emqx password :'role_password';

create table if not exists emqx.account (username text primary key, password_hash text not null);
insert into emqx.account values ('smartdairy', encode(sha256(convert_to(:'silo_password', 'UTF8')), 'hex'))
on conflict (username) do update set password_hash = excluded.password_hash;

-- The hash is SHA-256 of the secret's bytes, without salt: secrets are 256 random bits.
create or replace view emqx.login as
select device_id as username, encode(secret_hash, 'hex') as password_hash, false as is_superuser from public.device where enabled::int = 1
union all
select username, password_hash, true from emqx.account;

create or replace view emqx.rule as
with speaker as (
    select device_id as username, false as for_another, * from public.device where enabled::int = 1
    union all
    select gateway, true, * from public.device where enabled::int = 1 and gateway is not null
), topic as (
    -- Types: 0 sensor, 1 collar, 2 milk meter, 3 reader, 4 gateway.
    select username, 'publish' as action, place || tail as topic
    from speaker, lateral unnest(case type
        when 0 then array['/telemetry', '/status']
        when 1 then array['/activity/telemetry', '/health/status', '/fertility/heat']
        when 2 then array['/session/start', '/session/data', '/session/end']
        when 3 then case when gate is not null then array['/tag/read'] else array['/presence'] end
        else array[]::text[] end) as tail
    union all
    select username, 'publish', format('dairy/farm/%s/milking/parlor/%s/status', farm, parlor) from speaker where type = 2
    union all
    select username, 'publish', format('dairy/farm/%s/rfid/animal/+/location', farm) from speaker where type = 3 and not for_another
    union all
    select username, 'publish', format('system/farm/%s/device/%s/status', farm, device_id) from speaker
    union all
    select username, 'subscribe', place || tail
    from speaker, lateral unnest(case type when 0 then array['/command', '/config'] when 1 then array['/activity/command'] else array[]::text[] end) as tail
    union all
    select username, 'subscribe', format('dairy/farm/%s/config/command/%s', farm, device_id) from speaker where type >= 2
    union all
    select username, 'subscribe', format('dairy/farm/%s/config/device/%s', farm, device_id) from speaker where type >= 1
)
select username, 'allow' as permission, action, topic from topic;

revoke all on all tables in schema emqx from public;
grant usage on schema emqx to emqx;
grant select on emqx.login, emqx.rule to emqx;
grant connect on database :"DBNAME" to emqx;
commit;
