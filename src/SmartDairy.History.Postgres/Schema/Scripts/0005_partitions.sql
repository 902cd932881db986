-- Which spans of time have partitions. Empty where TimescaleDB makes chunks by itself.
create table history_partition (
    lower timestamptz primary key,
    upper timestamptz not null check (upper > lower)
);

create function history_is_partitioned() returns boolean language sql stable as
$$ select exists (select from pg_partitioned_table where partrelid = 'environment'::regclass) $$;

-- Makes the partitions that these times fall into, of so many days each, and returns the spans that are ready: Unix milliseconds, the end excluded.
-- A partition is made apart and then attached, which stops neither readers nor writers. Two callers at once take turns.
create function history_prepare(days integer, times timestamptz[]) returns table (starts bigint, ends bigint) language plpgsql as $prepare$
declare
    monday constant bigint := 345600;
    span constant bigint := 86400 * days;
    moment timestamptz;
    low timestamptz;
    high timestamptz;
    family text;
    part text;
begin
    if not history_is_partitioned() then
        return query select (-9223372036854775808)::bigint, 9223372036854775807;
        return;
    end if;

    perform set_config('lock_timeout', '2s', true);
    perform pg_advisory_xact_lock(7319001);
    foreach moment in array times loop
        select p.lower, p.upper into low, high from history_partition p where p.lower <= moment and p.upper > moment;
        if not found then
            low := to_timestamp(floor((extract(epoch from moment) - monday) / span) * span + monday);
            high := low + make_interval(secs => span);
            -- The number of days may have been another one before: never over a neighbour.
            low := greatest(low, (select max(p.upper) from history_partition p where p.upper <= moment));
            high := least(high, (select min(p.lower) from history_partition p where p.lower > moment));
            insert into history_partition (lower, upper) values (low, high);
        end if;

        foreach family in array array['environment', 'activity', 'milking', 'rfid'] loop
            part := family || '_' || to_char(low at time zone 'UTC', 'YYYYMMDD');
            if to_regclass(part) is null then
                execute format('create table %I (like %I including all)', part, family);
                execute format('alter table %I attach partition %I for values from (%L) to (%L)', family, part, low, high);
            end if;
        end loop;

        starts := extract(epoch from low) * 1000;
        ends := extract(epoch from high) * 1000;
        return next;
    end loop;
end
$prepare$;

-- Drops the oldest partitions whose every reading is older than that. True when there was one: there may be more. It gives up soon rather than hold up the readers.
create function history_drop_oldest(before timestamptz) returns boolean language plpgsql as $drop$
declare
    low timestamptz;
    family text;
begin
    perform set_config('lock_timeout', '500ms', true);
    delete from history_partition where lower = (select p.lower from history_partition p where p.upper <= before order by p.lower limit 1) returning lower into low;
    if low is null then
        return false;
    end if;

    foreach family in array array['environment', 'activity', 'milking', 'rfid'] loop
        execute format('drop table if exists %I', family || '_' || to_char(low at time zone 'UTC', 'YYYYMMDD'));
    end loop;
    return true;
end
$drop$;

-- Keeps so many refused messages, and so many bytes of their payloads; the oldest go first.
create function history_trim_rejected(most_rows bigint, most_bytes bigint) returns bigint language sql as $trim$
    with doomed as (
        select max(number) as number from (
            select number, row_number() over newest as place, sum(octet_length(payload)::bigint) over newest as bytes
            from rejected window newest as (order by number desc)) r
        where place > most_rows or bytes > most_bytes),
    gone as (delete from rejected where number <= (select number from doomed) returning 1)
    select count(*) from gone
$trim$;
