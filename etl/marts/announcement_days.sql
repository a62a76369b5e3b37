-- On which days does a series up to a date stand still: the launch in April 2017, every announcement, and the date itself?
create or replace macro announcement_days(on_date) as table
select date '2017-04-01' as announced_on
union
select announced_on from announcements where announced_on <= on_date::date
union
select on_date::date;
