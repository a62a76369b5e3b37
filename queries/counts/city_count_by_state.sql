-- How many cities were certified at least once by a date, by state or region: the least and the most?
select state, state_name, country, country_name, count(*) filter (is_certified) as city_count, count(*) as city_count_most
from selected_cities($asked)
group by all
order by city_count desc, state_name
