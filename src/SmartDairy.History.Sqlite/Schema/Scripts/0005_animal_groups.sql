-- The group an animal is in; null when she is in none.
alter table animal add column herd_group text;
