-- What is known of a herd beside its readings: one row a thing, its whole content as JSON. Times are Unix milliseconds, UTC; the views have them readable.

-- The number of a farm's last write.
create table herd_revision (
    farm integer primary key,
    last integer not null
) strict;

-- long: it lasts, or lasted more than two days. A search for a span of time finds what is short by its beginning, and what is long apart from it.
create table herd (
    farm integer not null,
    kind text not null,
    id text not null,
    subject text not null,
    time integer not null,
    until integer,
    body text not null,
    revision integer not null,
    modified integer not null,
    long integer not null,
    unique (farm, kind, id)
) strict;

create index herd_time on herd (farm, kind, time, id);

create index herd_subject on herd (farm, kind, subject, time, id);

create index herd_long on herd (farm, kind, subject, time, id) where long = 1;

create index herd_modified on herd (farm, kind, modified);

create index herd_order on herd (farm, kind, revision);

create index herd_subject_order on herd (farm, kind, subject, revision);

-- What actors learned; all of it can be rebuilt.
create table herd_snapshot (
    farm integer not null,
    kind text not null,
    id text not null,
    as_of integer not null,
    body blob not null,
    primary key (farm, kind, id)
) strict;

-- For analysts and their tools; the service itself never reads them.
create view detections (id, farm_id, kind, subject_type, subject_id, metric, quarter, state, started, detected, peak, ended, certainty, score, detector, act_from, act_until,
    verdict, verdict_at, verdict_by, verdict_comment, reasons) as
select id, farm, body ->> '$.kind', body ->> '$.subjectType', body ->> '$.subjectId', body ->> '$.metric', body ->> '$.quarter', body ->> '$.state',
    strftime('%Y-%m-%dT%H:%M:%fZ', (body ->> '$.startedAt') / 1000.0, 'unixepoch'),
    strftime('%Y-%m-%dT%H:%M:%fZ', (body ->> '$.detectedAt') / 1000.0, 'unixepoch'),
    strftime('%Y-%m-%dT%H:%M:%fZ', (body ->> '$.peakAt') / 1000.0, 'unixepoch'),
    strftime('%Y-%m-%dT%H:%M:%fZ', (body ->> '$.endedAt') / 1000.0, 'unixepoch'),
    body ->> '$.certainty', body ->> '$.score', body ->> '$.detector',
    strftime('%Y-%m-%dT%H:%M:%fZ', (body ->> '$.actFrom') / 1000.0, 'unixepoch'),
    strftime('%Y-%m-%dT%H:%M:%fZ', (body ->> '$.actUntil') / 1000.0, 'unixepoch'),
    body ->> '$.verdict',
    strftime('%Y-%m-%dT%H:%M:%fZ', (body ->> '$.verdictAt') / 1000.0, 'unixepoch'),
    body ->> '$.verdictBy', body ->> '$.verdictComment', body -> '$.reasons'
from herd where kind = 'detection';

create view milkings (id, farm_id, device_id, parlor_id, stall_id, session_id, animal_id, state, started, ended, farm_day, litres, expected_litres, interval_hours,
    average_flow_lpm, peak_flow_lpm, conductivity_ms_cm, duration_seconds, blood_detected, incomplete, kick_off, quality, quarters) as
select id, farm, body ->> '$.deviceId', body ->> '$.parlorId', body ->> '$.stallId', body ->> '$.sessionId', body ->> '$.animalId', body ->> '$.state',
    strftime('%Y-%m-%dT%H:%M:%fZ', time / 1000.0, 'unixepoch'),
    strftime('%Y-%m-%dT%H:%M:%fZ', (body ->> '$.endedAt') / 1000.0, 'unixepoch'),
    date('0001-01-01', (body ->> '$.farmDay') || ' days'),
    body ->> '$.litres', body ->> '$.expectedLitres', body ->> '$.intervalHours', body ->> '$.averageFlow', body ->> '$.peakFlow', body ->> '$.conductivity',
    body ->> '$.durationSeconds', body ->> '$.bloodDetected', body ->> '$.incomplete', body ->> '$.kickOff', body ->> '$.quality', body -> '$.quarters'
from herd where kind = 'milking' and body ->> '$.state' <> 'Retracted';

create view animal_events (id, farm_id, animal_id, kind, happened, recorded, recorded_by, pregnant, sire, herd_group, diagnosis, quarter, product, milk_withdrawal_until,
    meat_withdrawal_until, calves, note) as
select id, farm, subject, body ->> '$.kind',
    strftime('%Y-%m-%dT%H:%M:%fZ', time / 1000.0, 'unixepoch'),
    strftime('%Y-%m-%dT%H:%M:%fZ', (body ->> '$.recordedAt') / 1000.0, 'unixepoch'),
    body ->> '$.recordedBy', body ->> '$.pregnant', body ->> '$.sire', body ->> '$.group', body ->> '$.diagnosis', body ->> '$.quarter', body ->> '$.product',
    strftime('%Y-%m-%dT%H:%M:%fZ', (body ->> '$.milkWithdrawalUntil') / 1000.0, 'unixepoch'),
    strftime('%Y-%m-%dT%H:%M:%fZ', (body ->> '$.meatWithdrawalUntil') / 1000.0, 'unixepoch'),
    body ->> '$.calves', body ->> '$.note'
from herd where kind = 'event' and not body ->> '$.retracted';

create view animal_bindings (id, farm_id, animal_id, kind, target, since, until, recorded, recorded_by) as
select id, farm, subject, body ->> '$.kind', body ->> '$.target',
    strftime('%Y-%m-%dT%H:%M:%fZ', time / 1000.0, 'unixepoch'),
    strftime('%Y-%m-%dT%H:%M:%fZ', until / 1000.0, 'unixepoch'),
    strftime('%Y-%m-%dT%H:%M:%fZ', (body ->> '$.recordedAt') / 1000.0, 'unixepoch'),
    body ->> '$.recordedBy'
from herd where kind = 'binding' and not body ->> '$.retracted';
