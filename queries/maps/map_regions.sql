-- Which parts of the drawn maps can be looked at closely? Of the countries, those with a city on record.
select region, map_name, region_kind, place_code, x_least, x_most, y_least, y_most
from map_regions
where region_kind <> 'country' or place_code in (select country from cities)
order by array_position(['map', 'region', 'area', 'state', 'country'], region_kind), map_name = 'Americas', region
