-- How many cities were certified at least once by a date, by the standard of their newest award: the least and the most?
select standard, count(*) filter (is_certified) as city_count, count(*) as city_count_most
from selected_cities($asked)
group by standard
order by array_position(['Present', 'Earlier'], standard)
