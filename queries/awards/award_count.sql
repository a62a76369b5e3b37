-- How many awards match, as of a date: those listed, and the least and the most that their dates allow?
-- A date can be an interval; an award is listed in the latest year it can be of.
with dated as (
    select city_id, fits_as_of, fits_since, fits_year, coalesce(not_before, announced_on) as not_before,
        range(year(coalesce(not_before, announced_on)), least(year, year($asked['as_of'])) + 1) as years
    from awards_of_any_date($asked)
    where holds_words(concat_ws(' ', city, state, state_name, country_name, source_title, note), $text)
),
placed as (
    select city_id,
        fits_as_of and fits_since and fits_year as is_listed,
        fits_as_of and ($asked['since'] is null or years[1] >= $asked['since'])
            and ($asked['year'] is null or list_has_all($asked['year']::bigint[], years)) as is_sure,
        not_before <= $asked['as_of'] and ($asked['since'] is null or years[-1] >= $asked['since'])
            and ($asked['year'] is null or list_has_any($asked['year']::bigint[], years)) as is_possible
    from dated
)
select count(*) filter (is_listed) as award_count, count(distinct city_id) filter (is_listed) as city_count,
    count(*) filter (is_sure) as award_count_least, count(*) filter (is_possible) as award_count_most
from placed
