-- In which practices is there public evidence for each city that matches, named by its source or classified by us?
select city_id, chosen.city, chosen.state, chosen.country, chosen.country_name, level, practice, present_practice,
    count(*) filter (basis = 'source') as source_named_count, count(*) filter (basis = 'editor') as classified_count
from practice_evidence
join selected_cities($asked) as chosen using (city_id)
join evidence_practices using (practice)
group by all
order by city, state, practice
