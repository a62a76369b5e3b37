-- What is on record for these cities as of a date, Honor Roll included?
select cities.*, stood.* exclude (city_id)
from cities
left join standing_as_of($asked['as_of']) as stood using (city_id)
where list_contains($asked['city']::varchar[], cities.city_id)
order by list_position($asked['city']::varchar[], cities.city_id)
