-- How many cities were certified at least once by a date, by the year of the first certification: the least and the most?
select first_year as year, count(*) filter (is_certified) as city_count, count(*) as city_count_most
from selected_cities($asked)
group by all
order by year
