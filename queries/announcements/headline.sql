-- How many cities had the program announced by a date, and how many of them are named here?
-- The date is part of the answer.
with announced as (
    select announced_on, announced_total, announced_total_basis, last_stated_total, last_stated_on, source_url, counted_least, counted_most
    from reconciliation
    where announced_on <= $asked['as_of']
    order by announced_on desc
    limit 1
)
select $asked['as_of'] as as_of,
    announced_on, announced_total, announced_total_basis, last_stated_total, last_stated_on, source_url,
    now.least as counted_least,
    now.most as counted_most,
    now.least - coalesce(announced.counted_least, 0) as counted_since,
    greatest(coalesce(announced_total, 0) - coalesce(announced.counted_most, 0), 0) as missing_count
from (select certified_as_of($asked['as_of']) as now) left join announced on true
