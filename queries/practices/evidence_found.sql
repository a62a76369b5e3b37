-- Which public items show the cities of a place at work in a practice, awards or not?
select evidence_id, city_id, city, state, state_name, country, country_name, year, practice, later_practice, basis, kind,
    headline, summary, source_url, source_title, retrieved_on, checked_on
from practice_evidence
where is_among(state_name, $asked['state']) and is_among(country_name, $asked['country']) and is_among(city_id, $asked['city'])
order by city_id, practice, year desc nulls last, headline
