-- How do the practices of the editions connect? One row per practice that evidence is classified by and practice of an edition that
-- it is, came from or became, as the codes of successors say.
create or replace table practice_lineage as
with recursive following as (
    select practices.edition_id, practice_code, practice_name, next_edition_id, unnest(string_split(successor_practice_code, '|')) as next_code
    from practices
    join (select edition_id, lead(edition_id) over (order by valid_from) as next_edition_id from editions) using (edition_id)
),
classifying as (
    select practice_name as practice, edition_id, practice_code
    from practices join editions using (edition_id)
    where classifies_evidence = 'yes'
),
later as (
    from classifying
    union
    select practice, next_edition_id, next_code from later join following using (edition_id, practice_code)
),
earlier as (
    from classifying
    union
    select practice, following.edition_id, following.practice_code
    from earlier join following on next_edition_id = earlier.edition_id and next_code = earlier.practice_code
)
select practice, edition_id, practice_code, practice_name
from (from later union from earlier) join practices using (edition_id, practice_code)
order by practice, edition_id, practice_name;
