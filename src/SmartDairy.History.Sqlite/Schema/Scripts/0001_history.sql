-- Readings: one row a message, one table a family, clustered by device and time.
-- Times are Unix milliseconds, UTC. A metric the message did not carry is null.
-- out_of_range has bit i set when metric i, in the order of the columns, is physically impossible.

create table device_key (
    key integer primary key,
    device_id text not null unique
) strict;

create table environment (
    device integer not null,
    time integer not null,
    message integer not null,
    received integer not null,
    quality integer not null,
    flags integer not null,
    out_of_range integer not null,
    farm integer not null,
    barn integer,
    zone integer,
    firmware text,
    extra text,
    temperature_c real,
    humidity_percent real,
    pressure_hpa real,
    co2_ppm real,
    nh3_ppm real,
    light_lux real,
    battery_level real,
    signal_strength real,
    primary key (device, time, message)
) strict, without rowid;

create table activity (
    device integer not null,
    time integer not null,
    message integer not null,
    received integer not null,
    quality integer not null,
    flags integer not null,
    out_of_range integer not null,
    farm integer not null,
    barn integer,
    zone integer,
    firmware text,
    extra text,
    activity_score real,
    activity_index real,
    rumination_minutes real,
    eating_minutes real,
    resting_minutes real,
    temperature_c real,
    heat_index real,
    battery_level real,
    signal_strength real,
    animal text,
    position text,
    fertility_status text,
    health_alert integer,
    primary key (device, time, message)
) strict, without rowid;

create index activity_animal on activity (farm, animal, time) where animal is not null;

create table milking (
    device integer not null,
    time integer not null,
    message integer not null,
    received integer not null,
    quality integer not null,
    flags integer not null,
    out_of_range integer not null,
    farm integer not null,
    barn integer,
    zone integer,
    firmware text,
    extra text,
    total_volume_liters real,
    average_flow_lpm real,
    peak_flow_lpm real,
    temperature_c real,
    conductivity_ms_cm real,
    duration_seconds real,
    battery_level real,
    signal_strength real,
    animal text,
    milking_phase integer not null,
    session_id text,
    started_at integer,
    ended_at integer,
    blood_detected integer,
    conductivity_alert integer,
    temperature_alert integer,
    incomplete_milking integer,
    primary key (device, time, message)
) strict, without rowid;

create index milking_animal on milking (farm, animal, time) where animal is not null;

create table rfid (
    device integer not null,
    time integer not null,
    message integer not null,
    received integer not null,
    quality integer not null,
    flags integer not null,
    out_of_range integer not null,
    farm integer not null,
    barn integer,
    zone integer,
    firmware text,
    extra text,
    rssi real,
    phase real,
    frequency real,
    read_count real,
    battery_level real,
    signal_strength real,
    animal text,
    sighting integer not null,
    tag_epc text,
    antenna_id integer,
    direction text,
    place_id text,
    primary key (device, time, message)
) strict, without rowid;

create index rfid_animal on rfid (farm, animal, time) where animal is not null;

-- The ledger: where every message went. device 0 stands for "no device known".
-- A commit adds one ledger_delta row; every so often the deltas are folded into ledger.
create table ledger (
    farm integer not null,
    device integer not null,
    stored integer not null,
    duplicate integer not null,
    rejected integer not null,
    primary key (farm, device)
) strict, without rowid;

create table ledger_delta (
    id integer primary key,
    counts blob not null
) strict;

-- Refused messages. The id is a UUID version 7 in hexadecimal, so that it sorts by time.
create table rejected (
    number integer primary key,
    id text not null unique,
    farm integer not null,
    device_id text,
    principal text,
    topic text not null,
    code text not null,
    json_path text,
    reason text not null,
    payload blob not null,
    truncated integer not null,
    received integer not null,
    replayed integer
) strict;

create index rejected_farm on rejected (farm, id);

create index rejected_device on rejected (farm, device_id, id);

-- Written by the health check, to know that the store can be written.
create table probe (
    id integer primary key check (id = 1),
    at integer not null
) strict;
