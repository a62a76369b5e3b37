-- How many of the cities that match rose from one level to another, and how long did it take where both dates are known to the day?
select from_level, rises.level, count(distinct city_id) as city_count,
    count(*) filter (years_least = years_most) as dated_count,
    median(years_most) filter (years_least = years_most) as years_median,
    min(years_most) filter (years_least = years_most) as years_shortest,
    max(years_most) filter (years_least = years_most) as years_longest
from level_rises($asked['as_of']) as rises
join selected_cities($asked) using (city_id)
group by from_level, rises.level
order by array_position(['Silver', 'Gold', 'Platinum'], from_level), array_position(['Silver', 'Gold', 'Platinum'], rises.level)
