-- Of each state's cities of 30,000+, how many are certified at least once, as of the newest date on record?
create or replace table coverage_by_state as
select * from coverage_as_of((select as_of from newest_date));
