-- How many cities were certified at least once by a date, by the latest level we found: the least and the most?
select level, count(*) filter (is_certified) as city_count, count(*) as city_count_most
from selected_cities($asked)
group by level
order by array_position(['Platinum', 'Gold', 'Silver', 'Not stated'], level)
