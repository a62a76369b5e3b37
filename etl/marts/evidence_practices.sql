-- Which practices is evidence classified by, and what is each called in the present edition?
create or replace table evidence_practices as
select practice,
    string_agg(practice_name, ' and ' order by practice_name) filter (edition_id = (select max_by(edition_id, valid_from) from editions))
        as present_practice
from practice_lineage
group by practice
order by practice;
