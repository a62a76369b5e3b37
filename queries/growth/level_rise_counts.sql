-- How many of the cities that match rose from one level to another, and how long did it take where both dates are known to the day?
select from_level, rises.level, count(distinct city_id) as city_count,
    count(*) filter (years_least = years_most) as dated_count,
    median(years_most) filter (years_least = years_most) as years_median,
    min(years_most) filter (years_least = years_most) as years_shortest,
    max(years_most) filter (years_least = years_most) as years_longest
from level_rises($as_of) as rises
join selected_cities($as_of, $level, $year, $since, $state, $country, $size, $standard) using (city_id)
group by from_level, rises.level
order by array_position(['Silver', 'Gold', 'Platinum'], from_level), array_position(['Silver', 'Gold', 'Platinum'], rises.level)
