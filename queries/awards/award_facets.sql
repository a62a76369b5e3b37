-- How many awards would each choice of each filter list, the other filters staying as they are?
with found as (
    select *, 7 - (is_of_kind::int + is_of_level::int + is_of_year::int + is_of_country::int + is_of_state::int + is_of_size::int
        + is_of_standard::int) as miss_count
    from award_matches($asked)
    where is_by_date and is_since and is_of_city
        and holds_words(concat_ws(' ', city, state, state_name, country_name, source_title, note), $text)
),
choices as (
    select miss_count, unnest([
        {'parameter': 'award', 'choice': award, 'is_match': is_of_kind},
        {'parameter': 'level', 'choice': coalesce(level, 'Not stated'), 'is_match': is_of_level},
        {'parameter': 'year', 'choice': year::varchar, 'is_match': is_of_year},
        {'parameter': 'country', 'choice': country_name, 'is_match': is_of_country},
        {'parameter': 'state', 'choice': state_name, 'is_match': is_of_state},
        {'parameter': 'size', 'choice': size_band, 'is_match': is_of_size},
        {'parameter': 'standard', 'choice': standard, 'is_match': is_of_standard}
    ], recursive := true)
    from found
    where miss_count <= 1
)
select parameter, choice, count(*) as award_count
from choices
where miss_count = 0 or not is_match
group by parameter, choice
order by parameter, award_count desc, choice
