-- When did the standard change?
-- A change whose year alone is known stands at the end of that year, the latest it can be.
select edition_id,
    case when length(valid_from) = 4 then make_date(valid_from::integer, 12, 31) else (valid_from || '-01')::date end as changed_on,
    valid_from, criteria_count, lag(criteria_count) over (order by edition_id) as criteria_count_before
from editions
qualify row_number() over (order by edition_id) > 1
order by edition_id
