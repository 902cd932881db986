-- Alerts: rules, what they raised, what happened to it and what is told of it. Times are Unix milliseconds, UTC; the view alert_history has them readable.

-- The version of a farm's book of rules, mutes and contacts.
create table alert_book (
    farm integer primary key,
    version bigint not null
);

-- Every version of every rule; what the user wrote is JSON.
create table alert_rule (
    id text collate "C" not null,
    version integer not null,
    farm integer not null,
    saved_at bigint not null,
    saved_by text,
    deleted boolean not null,
    newest boolean not null,
    definition text not null,
    primary key (id, version)
);

create index alert_rule_newest on alert_rule (farm, id) where newest;

create table alert_mute (
    farm integer not null,
    id text collate "C" not null,
    snooze boolean not null,
    rule_id text collate "C",
    source_id text collate "C",
    barn integer,
    starts bigint not null,
    ends bigint not null,
    reason text,
    muted_by text,
    primary key (farm, id)
);

create table alert_contact (
    farm integer not null,
    id text collate "C" not null,
    contact text not null,
    primary key (farm, id)
);

create table alert (
    id text collate "C" not null primary key,
    farm integer not null,
    rule_id text collate "C" not null,
    rule_version integer not null,
    rule_name text not null,
    category text not null,
    source_type text not null,
    source_id text collate "C" not null,
    source_name text,
    barn integer,
    zone integer,
    priority integer not null,
    state integer not null,
    message text not null,
    details text not null,
    opened_at bigint not null,
    raised_at bigint not null,
    acknowledged_at bigint,
    acknowledged_by text,
    cleared_at bigint,
    cleared_by text,
    ended_at bigint,
    retracted boolean not null,
    assignee text,
    occurrences integer not null,
    snoozed_until bigint,
    due_at bigint,
    escalation_level integer not null,
    notified_at bigint,
    revision bigint not null
);

-- At most one alert of a rule and a source is open.
create unique index alert_open on alert (farm, rule_id, source_id) where state < 2 and not retracted;

create index alert_held on alert (farm, rule_id, source_id) where (state < 2 or ended_at is null) and not retracted;

-- What users page through, the newest first.
create index alert_opened on alert (farm, opened_at, id) where not retracted;

create index alert_state on alert (farm, state, opened_at, id) where not retracted;

create index alert_of_source on alert (farm, source_id, opened_at, id) where not retracted;

create index alert_of_rule on alert (farm, rule_id, opened_at, id) where not retracted;

-- What a rule's judgement goes on from.
create index alert_source on alert (farm, source_id, rule_id, opened_at, ended_at, state);

create index alert_due on alert (farm, due_at) where due_at is not null;

-- What happened, in the order it was stored. The sequence counts a farm's events without a gap.
create table alert_event (
    farm integer not null,
    sequence bigint not null,
    alert_id text collate "C" not null,
    at bigint not null,
    kind integer not null,
    done_by text,
    body text,
    primary key (farm, sequence)
);

create index alert_event_alert on alert_event (alert_id, sequence);

-- The sequence of each farm's last event.
create table alert_sequence (
    farm integer primary key,
    last bigint not null
) with (fillfactor = 50);

create table alert_refusal (
    number bigint generated always as identity primary key,
    farm integer not null,
    rule_id text collate "C" not null,
    source_id text collate "C" not null,
    time bigint not null,
    reason integer not null,
    priority integer not null,
    unique (farm, rule_id, source_id, time, reason)
);

create index alert_refusal_time on alert_refusal (farm, time, number);

create index alert_refusal_rule on alert_refusal (farm, rule_id, time, number);

create table alert_delivery (
    id text collate "C" not null primary key,
    farm integer not null,
    alert_id text collate "C",
    channel integer not null,
    purpose integer not null,
    address text not null,
    contact_id text,
    action text,
    created_at bigint not null,
    due_at bigint not null,
    digest boolean not null,
    state integer not null,
    attempts integer not null,
    attempted_at bigint,
    delivered_at bigint,
    answer text,
    receipt text
);

create index alert_delivery_due on alert_delivery (farm, due_at, id) where state = 0;

create index alert_delivery_created on alert_delivery (farm, created_at, id);

create index alert_delivery_state on alert_delivery (farm, state, created_at, id);

create index alert_delivery_alert on alert_delivery (farm, alert_id, created_at, id) where alert_id is not null;

-- For analysts and their tools; the service itself never reads it.
create view alert_history (alert_id, farm_id, rule_id, rule_name, category, source_type, source_id, barn_id, zone_id, priority, state, message,
    opened, acknowledged, cleared, ended, minutes_open, occurrences, assignee) as
select id, farm, rule_id, rule_name, category, source_type, source_id, barn, zone,
    case priority when 0 then 'CRITICAL' when 1 then 'HIGH' when 2 then 'MEDIUM' when 3 then 'LOW' else 'INFO' end,
    case state when 0 then 'OPEN' when 1 then 'ACKNOWLEDGED' else 'CLEARED' end, message,
    timestamptz 'epoch' + opened_at * interval '1 millisecond',
    timestamptz 'epoch' + acknowledged_at * interval '1 millisecond',
    timestamptz 'epoch' + cleared_at * interval '1 millisecond',
    timestamptz 'epoch' + ended_at * interval '1 millisecond',
    (cleared_at - opened_at) / 60000.0, occurrences, assignee
from alert where not retracted;
