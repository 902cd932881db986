-- Who is who. search is what a user's search looks in: the texts in lower case, one a line.
create table farm (
    id integer primary key,
    name text not null,
    time_zone text not null
);

create table device (
    device_id text collate "C" not null primary key,
    farm integer not null,
    type integer not null,
    barn integer,
    zone integer,
    animal text collate "C",
    parlor integer,
    stall integer,
    gate text collate "C",
    area text collate "C",
    gateway text collate "C",
    name text,
    place text collate "C" not null constraint device_place unique,
    enabled boolean not null,
    secret_hash bytea not null,
    search text not null
);

create index device_farm on device (farm, device_id);

create index device_barn on device (farm, barn, device_id) where barn is not null;

create index device_animal on device (farm, animal, device_id) where animal is not null;

-- birth_date and calved_at are Unix milliseconds.
create table animal (
    farm integer not null,
    id text collate "C" not null,
    name text,
    birth_date bigint,
    lactation integer,
    calved_at bigint,
    tag_epc text collate "C",
    search text not null,
    primary key (farm, id)
);

create unique index animal_tag on animal (farm, tag_epc) where tag_epc is not null;
