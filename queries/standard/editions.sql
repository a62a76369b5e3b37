-- Which editions of the standard were there, since when as far as known, and which share does each level take?
with dated as (
    select *, valid_from_precision = 'year' as is_year, lead(valid_from_precision = 'year') over (order by valid_from) as is_year_to
    from editions
),
shares as (
    select edition_id, max(minimum_pct) filter (level = 'Silver') as silver_min_pct,
        max(minimum_pct) filter (level = 'Gold') as gold_min_pct, max(minimum_pct) filter (level = 'Platinum') as platinum_min_pct
    from edition_levels
    group by edition_id
)
select * exclude (is_year, is_year_to) replace (
    if(is_year, strftime(valid_from, '%Y'), strftime(valid_from, '%Y-%m')) as valid_from,
    if(is_year_to, strftime(valid_to, '%Y'), strftime(valid_to, '%Y-%m')) as valid_to
)
from dated left join shares using (edition_id)
order by edition_id
