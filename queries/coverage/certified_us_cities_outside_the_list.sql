-- Which US cities certified at least once by a date are not in the list of cities of 30,000+, in the states asked for?
select distinct city_id, cities.city, cities.state, cities.state_name, population, population_year
from awards join cities using (city_id)
where award = 'certified' and announced_on <= $asked['as_of'] and awards.country = 'US'
    and city_id not in (select city_id from eligible_places)
    and (is_among(cities.state_name, $asked['state']))
order by state_name, city
