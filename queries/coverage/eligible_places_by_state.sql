-- Which US cities of 30,000+ are in the states asked for, and which of them had been certified at least once by a date?
with certified as (select distinct city_id, state from awards where award = 'certified' and announced_on <= $asked['as_of'] and country = 'US')
select eligible_places.city_id, eligible_places.city, state, state_name, population, population_year,
    certified.city_id is not null as is_certified
from eligible_places left join certified using (city_id, state)
where is_among(state_name, $asked['state'])
order by state_name, eligible_places.city, geoid
