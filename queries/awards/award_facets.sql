-- How many awards would each choice of each filter list, the other filters staying as they are?
with choices as (
    select miss_count, unnest([
        {'parameter': 'award', 'choice': award, 'is_match': fits_award},
        {'parameter': 'level', 'choice': coalesce(level, unstated_level()), 'is_match': fits_level},
        {'parameter': 'year', 'choice': year::varchar, 'is_match': fits_year},
        {'parameter': 'country', 'choice': country_name, 'is_match': fits_country},
        {'parameter': 'state', 'choice': state_name, 'is_match': fits_state},
        {'parameter': 'size', 'choice': size_band, 'is_match': fits_size},
        {'parameter': 'standard', 'choice': standard, 'is_match': fits_standard}
    ], recursive := true)
    from award_misses($asked)
    where miss_count <= 1
        and holds_words(concat_ws(' ', city, state, state_name, country_name, source_title, note), $text)
)
select parameter, choice, count(*) as award_count
from choices
where miss_count = 0 or not is_match
group by parameter, choice
order by parameter, award_count desc, choice
