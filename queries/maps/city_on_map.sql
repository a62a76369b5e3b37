-- Where do these cities stand on the map of the Americas, and on that of the United States?
select city_id, state, country_name, americas.map_x, americas.map_y, home.map_x as home_x, home.map_y as home_y
from cities
join map_points as americas using (city_id)
left join map_points as home on home.city_id = cities.city_id and home.map_name = 'United States'
where americas.map_name = 'Americas' and list_contains($asked['city']::varchar[], cities.city_id)
order by city_id
