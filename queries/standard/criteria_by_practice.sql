-- Which criteria with a public title belong to each practice that evidence is classified by, in any edition?
select practice, edition_id, criterion_code, title, core_criterion, source_url
from practice_lineage join criteria using (edition_id, practice_code)
order by practice, edition_id, criterion_code
