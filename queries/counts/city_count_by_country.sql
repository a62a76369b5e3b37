-- How many cities were certified at least once by a date, by country: the least and the most?
select country, country_name, count(*) filter (is_certified) as city_count, count(*) as city_count_most
from selected_cities($asked)
group by all
order by city_count desc, country_name
