-- By which plain spellings can a reader look a place up: alone, with its state or region, with its country, by what it is also called?
create or replace table place_names as
with places as (
    select city_id, city, state, state_name, country, country_name, population, lat, lon from cities
    union
    select city_id, city, state, state_name, 'US', 'United States', population, lat, lon from eligible_places
    where city_id not in (select city_id from cities)
),
spellings as (
    select *, unnest([
        city, concat_ws(' ', city, state), concat_ws(' ', city, state_name), concat_ws(' ', city, country_name),
        concat_ws(' ', city, state, country_name)
    ]) as spelling
    from places
    union all
    select places.*, alias
    from place_aliases join places using (city, state, country)
)
select distinct * exclude (spelling), plain_name(spelling) as search_name
from spellings
order by city_id, search_name;
