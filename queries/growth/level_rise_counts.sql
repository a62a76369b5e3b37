-- How many of the cities that match rose from one level to another, and how long did it take where both dates are known to the day?
select from_level, rises.level, count(distinct city_id) as city_count,
    count(*) filter (years_least = years_most) as dated_count,
    median(years_most) filter (years_least = years_most) as years_median,
    min(years_most) filter (years_least = years_most) as years_shortest,
    max(years_most) filter (years_least = years_most) as years_longest
from level_rises
join awards as rises using (award_id)
join selected_cities($asked) using (city_id)
where rises.announced_on <= $asked['as_of']
group by from_level, from_level_rank, rises.level, level_rises.level_rank
order by from_level_rank, level_rises.level_rank
