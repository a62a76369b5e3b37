-- How many cities were certified at least once by a date, by the latest level we found: the least and the most?
select level, count(*) filter (is_certified) as city_count, count(*) as city_count_most
from selected_cities($asked)
group by level, level_rank
order by level_rank desc
