-- What is known of a herd beside its readings: one row a thing, its whole content as JSON. Times are Unix milliseconds, UTC; the views have them readable.

-- The number of a farm's last write. Whoever writes takes the farm's row first.
create table herd_revision (
    farm integer primary key,
    last bigint not null
);

-- long: it lasts, or lasted more than two days. A search for a span of time finds what is short by its beginning, and what is long apart from it.
create table herd (
    farm integer not null,
    kind text collate "C" not null,
    id text collate "C" not null,
    subject text collate "C" not null,
    time bigint not null,
    until bigint,
    body text not null,
    revision bigint not null,
    modified bigint not null,
    long boolean not null,
    primary key (farm, kind, id)
);

create index herd_time on herd (farm, kind, time, id);

create index herd_subject on herd (farm, kind, subject, time, id);

create index herd_long on herd (farm, kind, subject, time, id) where long;

create index herd_modified on herd (farm, kind, modified);

create index herd_order on herd (farm, kind, revision);

create index herd_subject_order on herd (farm, kind, subject, revision);

-- What actors learned; all of it can be rebuilt.
create table herd_snapshot (
    farm integer not null,
    kind text collate "C" not null,
    id text collate "C" not null,
    as_of bigint not null,
    body bytea not null,
    primary key (farm, kind, id)
);

-- For analysts and their tools; the service itself never reads them.
create view detections (id, farm_id, kind, subject_type, subject_id, metric, quarter, state, started, detected, peak, ended, certainty, score, detector, act_from, act_until,
    verdict, verdict_at, verdict_by, verdict_comment, reasons) as
select id, farm, b ->> 'kind', b ->> 'subjectType', b ->> 'subjectId', b ->> 'metric', b ->> 'quarter', b ->> 'state',
    timestamptz 'epoch' + (b ->> 'startedAt')::bigint * interval '1 millisecond',
    timestamptz 'epoch' + (b ->> 'detectedAt')::bigint * interval '1 millisecond',
    timestamptz 'epoch' + (b ->> 'peakAt')::bigint * interval '1 millisecond',
    timestamptz 'epoch' + (b ->> 'endedAt')::bigint * interval '1 millisecond',
    (b ->> 'certainty')::double precision, (b ->> 'score')::double precision, b ->> 'detector',
    timestamptz 'epoch' + (b ->> 'actFrom')::bigint * interval '1 millisecond',
    timestamptz 'epoch' + (b ->> 'actUntil')::bigint * interval '1 millisecond',
    b ->> 'verdict',
    timestamptz 'epoch' + (b ->> 'verdictAt')::bigint * interval '1 millisecond',
    b ->> 'verdictBy', b ->> 'verdictComment', b -> 'reasons'
from (select id, farm, body::json as b from herd where kind = 'detection') d;

create view milkings (id, farm_id, device_id, parlor_id, stall_id, session_id, animal_id, state, started, ended, farm_day, litres, expected_litres, interval_hours,
    average_flow_lpm, peak_flow_lpm, conductivity_ms_cm, duration_seconds, blood_detected, incomplete, kick_off, quality, quarters) as
select id, farm, b ->> 'deviceId', (b ->> 'parlorId')::integer, (b ->> 'stallId')::integer, b ->> 'sessionId', b ->> 'animalId', b ->> 'state',
    timestamptz 'epoch' + time * interval '1 millisecond',
    timestamptz 'epoch' + (b ->> 'endedAt')::bigint * interval '1 millisecond',
    date '0001-01-01' + (b ->> 'farmDay')::integer,
    (b ->> 'litres')::double precision, (b ->> 'expectedLitres')::double precision, (b ->> 'intervalHours')::double precision, (b ->> 'averageFlow')::double precision,
    (b ->> 'peakFlow')::double precision, (b ->> 'conductivity')::double precision, (b ->> 'durationSeconds')::integer, (b ->> 'bloodDetected')::boolean,
    (b ->> 'incomplete')::boolean, (b ->> 'kickOff')::boolean, (b ->> 'quality')::integer, b -> 'quarters'
from (select id, farm, time, body::json as b from herd where kind = 'milking') m where b ->> 'state' <> 'Retracted';

create view animal_events (id, farm_id, animal_id, kind, happened, recorded, recorded_by, pregnant, sire, herd_group, diagnosis, quarter, product, milk_withdrawal_until,
    meat_withdrawal_until, calves, note) as
select id, farm, subject, b ->> 'kind',
    timestamptz 'epoch' + time * interval '1 millisecond',
    timestamptz 'epoch' + (b ->> 'recordedAt')::bigint * interval '1 millisecond',
    b ->> 'recordedBy', (b ->> 'pregnant')::boolean, b ->> 'sire', b ->> 'group', b ->> 'diagnosis', b ->> 'quarter', b ->> 'product',
    timestamptz 'epoch' + (b ->> 'milkWithdrawalUntil')::bigint * interval '1 millisecond',
    timestamptz 'epoch' + (b ->> 'meatWithdrawalUntil')::bigint * interval '1 millisecond',
    (b ->> 'calves')::integer, b ->> 'note'
from (select id, farm, subject, time, body::json as b from herd where kind = 'event') e
where not (b ->> 'retracted')::boolean;

create view animal_bindings (id, farm_id, animal_id, kind, target, since, until, recorded, recorded_by) as
select id, farm, subject, b ->> 'kind', b ->> 'target',
    timestamptz 'epoch' + time * interval '1 millisecond',
    timestamptz 'epoch' + until * interval '1 millisecond',
    timestamptz 'epoch' + (b ->> 'recordedAt')::bigint * interval '1 millisecond',
    b ->> 'recordedBy'
from (select id, farm, subject, time, until, body::json as b from herd where kind = 'binding') e
where not (b ->> 'retracted')::boolean;
