-- Which public items show the cities that match at work in a practice?
select city_id, practice_evidence.city, practice_evidence.state, practice_evidence.country_name, year, practice, later_practice, basis, kind,
    headline, source_url, source_title, evidence_id
from practice_evidence
join selected_cities($asked) as chosen using (city_id)
order by practice, practice_evidence.city, year desc nulls last
