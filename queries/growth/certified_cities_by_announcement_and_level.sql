-- At which level did the cities that match stand at each announcement: the least and the most?
-- The date is part of the answer.
select days.announced_on, levels.level, count(*) filter (is_certified) as city_count, count(city_id) as city_count_most
from announcement_days($asked['as_of']) as days
cross join levels
left join (from standings semi join selected_cities($asked) using (city_id) where standing <> 'honor_roll') as stood
    on stood.level = levels.level and valid_from <= days.announced_on and days.announced_on < valid_to
group by days.announced_on, levels.level, levels.level_rank
order by days.announced_on, levels.level_rank desc
