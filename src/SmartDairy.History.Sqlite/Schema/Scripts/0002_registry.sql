-- Who is who. search is what a user's search looks in: the texts in lower case, one a line.
create table farm (
    id integer primary key,
    name text not null,
    time_zone text not null
) strict;

create table device (
    device_id text not null primary key,
    farm integer not null,
    type integer not null,
    barn integer,
    zone integer,
    animal text,
    parlor integer,
    stall integer,
    gate text,
    area text,
    gateway text,
    name text,
    place text not null unique,
    enabled integer not null,
    secret_hash blob not null,
    search text not null
) strict, without rowid;

create index device_farm on device (farm, device_id);

create index device_barn on device (farm, barn, device_id) where barn is not null;

create index device_animal on device (farm, animal, device_id) where animal is not null;

create table animal (
    farm integer not null,
    id text not null,
    name text,
    birth_date integer,
    lactation integer,
    calved_at integer,
    tag_epc text,
    search text not null,
    primary key (farm, id)
) strict, without rowid;

create unique index animal_tag on animal (farm, tag_epc) where tag_epc is not null;
