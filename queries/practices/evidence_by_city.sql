-- Which public items show these cities at work in a practice, those told as a story left out?
select city_id, year, practice, later_practice, basis, kind, headline, summary, source_url, source_title, retrieved_on, checked_on, evidence_id
from practice_evidence
where list_contains($asked['city']::varchar[], city_id)
    and evidence_id not in (select evidence_id from stories where evidence_id is not null and list_contains($asked['city']::varchar[], city_id))
order by city_id, practice, year desc nulls last, headline
