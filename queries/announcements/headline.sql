-- How many cities had the program announced by a date, and how many of them are named here?
with announced as (
    select announced_on, announced_total, announced_total_basis, last_stated_total, last_stated_on, source_url
    from announced_totals
    where announced_on <= $as_of
    order by announced_on desc
    limit 1
),
counted as (select certified_as_of($as_of) as now, certified_as_of((select announced_on from announced)) as then_counted)
select
    $as_of::date as as_of,
    announced.announced_on, announced_total, announced_total_basis, last_stated_total, last_stated_on, source_url,
    now.least as counted_least,
    now.most as counted_most,
    now.least - coalesce(then_counted.least, 0) as counted_since,
    greatest(coalesce(announced_total, 0) - coalesce(then_counted.most, 0), 0) as missing_count
from counted left join announced on true
