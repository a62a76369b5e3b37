-- On which days does a series up to a date stand still: the beginning of the first edition, every announcement, and the date itself?
create or replace macro announcement_days(on_date) as table
select min(valid_from) as announced_on from editions
union
select announced_on from announcements where announced_on <= on_date::date
union
select on_date::date;
