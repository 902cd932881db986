-- Readings: one row a message, one table a family. A metric the message did not carry is null.
-- out_of_range has bit i set when metric i, in the order of Metrics, is physically impossible.
-- Columns stand widest first, which saves their padding; the names are those of the embedded store.
-- extra is json and not jsonb: jsonb refuses what a valid message may hold (\u0000, lone surrogates, huge numbers).

create table device_key (
    key integer generated always as identity primary key,
    device_id text collate "C" not null unique
);

-- Hypertables where TimescaleDB is there when this runs, else native partitions by time. It stays so for the life of the database.
do $families$
declare
    layout text := case when exists (select from pg_extension where extname = 'timescaledb') then '' else ' partition by range (time)' end;
    head text := 'time timestamptz not null, message bigint not null, received timestamptz not null';
    tail text := 'device integer not null, farm integer not null, barn integer, zone integer, flags integer not null, out_of_range integer not null, '
        || 'quality smallint not null, firmware text, extra json';
begin
    execute format('create table environment (%s, temperature_c double precision, humidity_percent double precision, pressure_hpa double precision, '
        || 'co2_ppm double precision, nh3_ppm double precision, light_lux double precision, battery_level double precision, signal_strength double precision, '
        || '%s, primary key (device, time, message))%s', head, tail, layout);
    execute format('create table activity (%s, activity_score double precision, activity_index double precision, rumination_minutes double precision, '
        || 'eating_minutes double precision, resting_minutes double precision, temperature_c double precision, heat_index double precision, '
        || 'battery_level double precision, signal_strength double precision, %s, animal text collate "C", position text, fertility_status text, health_alert boolean, '
        || 'primary key (device, time, message))%s', head, tail, layout);
    -- started_at and ended_at are Unix milliseconds.
    execute format('create table milking (%s, total_volume_liters double precision, average_flow_lpm double precision, peak_flow_lpm double precision, '
        || 'temperature_c double precision, conductivity_ms_cm double precision, duration_seconds double precision, battery_level double precision, '
        || 'signal_strength double precision, %s, animal text collate "C", milking_phase smallint not null, session_id text, started_at bigint, ended_at bigint, '
        || 'blood_detected boolean, conductivity_alert boolean, temperature_alert boolean, incomplete_milking boolean, primary key (device, time, message))%s', head, tail, layout);
    execute format('create table rfid (%s, rssi double precision, phase double precision, frequency double precision, read_count double precision, '
        || 'battery_level double precision, signal_strength double precision, %s, animal text collate "C", sighting smallint not null, tag_epc text, antenna_id integer, '
        || 'direction text, place_id text, primary key (device, time, message))%s', head, tail, layout);
end
$families$;

create index activity_animal on activity (farm, animal, time) where animal is not null;

create index milking_animal on milking (farm, animal, time) where animal is not null;

create index rfid_animal on rfid (farm, animal, time) where animal is not null;

-- The ledger: where every message went. device 0 stands for "no device known".
-- A commit adds one ledger_delta row, named by who wrote it and how many commits that writer had made: the same commit cannot be made twice.
-- Now and then the deltas are folded into ledger, which raises the generation and leaves in ledger_writer how far each writer's were taken in.
create table ledger (
    stored bigint not null,
    duplicate bigint not null,
    rejected bigint not null,
    generation bigint not null,
    farm integer not null,
    device integer not null,
    primary key (farm, device)
) with (fillfactor = 70);

create index ledger_generation_index on ledger (generation);

create table ledger_delta (
    writer bigint not null,
    sequence bigint not null,
    counts bytea not null,
    primary key (writer, sequence)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

alter table ledger_delta alter column counts set storage external;

create table ledger_writer (
    writer bigint primary key,
    folded bigint not null,
    generation bigint not null,
    at timestamptz not null
);

create table ledger_generation (
    id integer primary key check (id = 1),
    generation bigint not null
);

insert into ledger_generation (id, generation) values (1, 0);

create sequence ledger_writer_number;

-- Refused messages. The id is a UUID version 7 in hexadecimal, so that it sorts by time.
create table rejected (
    number bigint generated always as identity primary key,
    received timestamptz not null,
    replayed timestamptz,
    farm integer not null,
    truncated boolean not null,
    id text collate "C" not null unique,
    device_id text collate "C",
    principal text,
    topic text not null,
    code text not null,
    json_path text,
    reason text not null,
    payload bytea not null
);

create index rejected_farm on rejected (farm, id);

-- A name from a topic may be longer than an index entry can be.
create index rejected_device on rejected (farm, (left(device_id, 64)), id) where device_id is not null;

-- Written by the health check, to know that the store can be written.
create table probe (
    id integer primary key check (id = 1),
    at timestamptz not null
);
