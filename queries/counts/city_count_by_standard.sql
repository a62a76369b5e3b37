-- How many cities were certified at least once by a date, by the standard of their newest award: the least and the most?
select standard, count(*) filter (is_certified) as city_count, count(*) as city_count_most
from selected_cities($as_of, $level, $year, $since, $state, $country, $size, $standard)
group by standard
order by array_position(['Present', 'Earlier'], standard)
