-- TimescaleDB only; on plain PostgreSQL this script makes functions that do nothing there.

-- Once: the family tables become hypertables. by_range came with TimescaleDB 2.13.
create function history_make_hypertables(days integer) returns void language plpgsql as $make$
declare
    family text;
begin
    if history_is_partitioned() then
        return;
    end if;

    foreach family in array array['environment', 'activity', 'milking', 'rfid'] loop
        if exists (select from pg_proc where proname = 'by_range') then
            execute format('select create_hypertable(%L::regclass, by_range(''time'', make_interval(days => %s)), create_default_indexes => false, if_not_exists => true)', family, days);
        else
            execute format('select create_hypertable(%L::regclass, ''time'', chunk_time_interval => make_interval(days => %s), create_default_indexes => false, if_not_exists => true)', family, days);
        end if;
    end loop;
end
$make$;

-- Chunks older than what may still arrive are compressed: the Community licence only. It never fails its caller; a licence that changes later is taken up then.
create function history_compress() returns void language plpgsql as $compress$
declare
    family text;
begin
    if history_is_partitioned() or coalesce(current_setting('timescaledb.license', true), '') <> 'timescale' then
        return;
    end if;

    foreach family in array array['environment', 'activity', 'milking', 'rfid'] loop
        begin
            if not exists (select from timescaledb_information.jobs j where j.hypertable_name = family and j.proc_name in ('policy_compression', 'policy_columnstore')) then
                execute format('alter table %I set (timescaledb.compress, timescaledb.compress_segmentby = ''device'', timescaledb.compress_orderby = ''time, message'')', family);
                if exists (select from pg_proc where proname = 'add_columnstore_policy') then
                    execute format('call add_columnstore_policy(%L::regclass, after => interval ''38 days'', if_not_exists => true)', family);
                else
                    execute format('select add_compression_policy(%L::regclass, compress_after => interval ''38 days'', if_not_exists => true)', family);
                end if;
            end if;
        exception when others then
            raise warning 'history: % is not compressed: %', family, sqlerrm;
        end;
    end loop;
end
$compress$;

create function history_drop_chunks(before timestamptz) returns void language plpgsql as $chunks$
declare
    family text;
begin
    perform set_config('lock_timeout', '500ms', true);
    foreach family in array array['environment', 'activity', 'milking', 'rfid'] loop
        execute format('select drop_chunks(%L::regclass, older_than => %L::timestamptz)', family, before);
    end loop;
end
$chunks$;

-- What has to be done from time to time, whichever way the readings are kept: room ahead of now, compression, and what is past its time goes (null: nothing does).
-- True when it should be called again at once.
create function history_maintain(days integer, ahead integer, moment timestamptz, before timestamptz) returns boolean language plpgsql as $maintain$
begin
    if history_is_partitioned() then
        perform history_prepare(days, array(select moment + make_interval(secs => 86400.0 * days * n) from generate_series(0, ahead) n));
        return before is not null and history_drop_oldest(before);
    end if;

    perform history_compress();
    if before is not null then
        perform history_drop_chunks(before);
    end if;
    return false;
end
$maintain$;
