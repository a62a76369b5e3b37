-- By which names did each practice that evidence is classified by go in each edition of the standard? None: not yet one of its own.
select practice, any_value(plain.description) as description, edition_id, valid_from, valid_from = max(valid_from) over () as is_present,
    string_agg(practice_name, ' and ' order by practice_name) as practice_names, count(practice_name) as practice_count
from (select practice_name as practice, description from practices join editions using (edition_id) where classifies_evidence = 'yes') as plain
cross join editions
left join practice_lineage using (practice, edition_id)
group by practice, edition_id, valid_from
order by practice, valid_from
