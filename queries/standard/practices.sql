-- Which practices does each edition of the standard have?
select * from practices order by edition_id, practice_name
