-- How an authority names an animal, what she is and where she is kept.
alter table animal add column official_scheme text;

alter table animal add column official_id text;

alter table animal add column sex integer not null default 0;

alter table animal add column breed text;

alter table animal add column place text;
