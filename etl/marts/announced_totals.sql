-- What total did each announcement bring? The stated one, or our sum: the last stated total and the new cities since.
create or replace view announced_totals as
with numbered as (
    select *, count(stated_total) over (order by announced_on) as stated_before
    from announcements
)
select
    * exclude (stated_before),
    first_value(stated_total) over (partition by stated_before order by announced_on) as last_stated_total,
    first_value(announced_on) over (partition by stated_before order by announced_on) as last_stated_on,
    (
        coalesce(first_value(stated_total) over (partition by stated_before order by announced_on), 0)
        + coalesce(sum(case when stated_total is null then new_cities else 0 end) over (partition by stated_before order by announced_on), 0)
    )::bigint as announced_total,
    case when stated_total is null then 'our sum' else 'stated' end as announced_total_basis
from numbered;
