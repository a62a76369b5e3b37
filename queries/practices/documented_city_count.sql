-- How many of the cities that match have any public evidence of a practice, and how many items are there?
select count(distinct chosen.city_id) as selected_city_count, count(distinct items.city_id) as city_count,
    count(distinct items.city_id) filter (basis = 'source') as source_named_city_count,
    count(evidence_id) as evidence_count, count(evidence_id) filter (basis = 'source') as source_named_count,
    count(evidence_id) filter (items.year is null) as undated_count,
    count(evidence_id) filter (items.year is null and basis = 'source') as undated_source_named_count
from selected_cities($asked) as chosen
left join practice_evidence as items using (city_id)
