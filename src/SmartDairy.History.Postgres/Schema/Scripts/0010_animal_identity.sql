-- How an authority names an animal, what she is and where she is kept.
alter table animal
    add column official_scheme text collate "C",
    add column official_id text collate "C",
    add column sex integer not null default 0,
    add column breed text collate "C",
    add column place text collate "C";
