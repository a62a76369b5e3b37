-- How many cities match, certified at least once by a date: the least and the most?
select count(*) filter (is_certified) as city_count, count(*) as city_count_most,
    count(distinct country_name) filter (is_certified) as country_count,
    count(distinct state_name) filter (is_certified and country = 'US') as us_state_count
from selected_cities($asked)
