-- How many awards match, as of a date: those listed, and the least and the most that their dates allow?
-- A date can be an interval; an award is listed in the latest year it can be of.
with dated as (
    select city_id, announced_on, year, coalesce(not_before, announced_on) as not_before,
        range(year(coalesce(not_before, announced_on)), least(year, year($as_of::date)) + 1) as years
    from found_awards(date '9999-12-31', $level, null, null, $state, $country, $size, $standard, $award, $city, $text)
),
placed as (
    select *,
        announced_on <= $as_of::date and ($since is null or year >= $since) and ($year is null or list_contains($year, year)) as is_listed,
        announced_on <= $as_of::date and ($since is null or years[1] >= $since) and ($year is null or list_has_all($year, years))
            as is_sure,
        not_before <= $as_of::date and ($since is null or years[-1] >= $since) and ($year is null or list_has_any($year, years))
            as is_possible
    from dated
)
select count(*) filter (is_listed) as award_count, count(distinct city_id) filter (is_listed) as city_count,
    count(*) filter (is_sure) as award_count_least, count(*) filter (is_possible) as award_count_most
from placed
