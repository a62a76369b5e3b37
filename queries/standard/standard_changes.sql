-- When did the standard change?
-- A change whose year alone is known stands at the end of that year, the latest it can be.
select edition_id,
    if(valid_from_precision = 'year', make_date(year(valid_from), 12, 31), valid_from) as changed_on,
    if(valid_from_precision = 'year', strftime(valid_from, '%Y'), strftime(valid_from, '%Y-%m')) as valid_from,
    criteria_count, lag(criteria_count) over (order by edition_id) as criteria_count_before,
    eligible_countries <> lag(eligible_countries) over (order by edition_id) as is_open_to_more, source_url
from editions
qualify row_number() over (order by edition_id) > 1
order by edition_id
