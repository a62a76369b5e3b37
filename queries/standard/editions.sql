-- Which editions of the standard were there, since when as far as known? The shares that levels take are in `level_bands`.
with dated as (
    select *, valid_from_precision = 'year' as is_year, lead(valid_from_precision = 'year') over (order by valid_from) as is_year_to
    from editions
)
select * exclude (is_year, is_year_to) replace (
    if(is_year, strftime(valid_from, '%Y'), strftime(valid_from, '%Y-%m')) as valid_from,
    if(is_year_to, strftime(valid_to, '%Y'), strftime(valid_to, '%Y-%m')) as valid_to
)
from dated
order by edition_id
