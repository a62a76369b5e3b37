-- Which criteria with a public title belong to each of the eight practices, in the edition of 2018 and in the present one?
select practice, edition_id, criterion_code, title, core_criterion, source_url
from practice_lineage
join criteria on (edition_id = '2018' and criteria.practice_code = practice_lineage.practice_code)
    or (edition_id = '2022' and list_contains(codes_since_2022, criteria.practice_code))
order by practice, edition_id, criterion_code
