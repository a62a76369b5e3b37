-- What is the record known to lack?
select * from wanted order by wanted_id
