-- How have the cities of a place used data, as documented, each fact once?
select city_id, city, state, state_name, country, country_name, year, headline, summary, practice, evidence_id, source_url
from stories
where is_among(state_name, $asked['state']) and is_among(country_name, $asked['country']) and is_among(city_id, $asked['city'])
order by city_id, year desc nulls last, headline
