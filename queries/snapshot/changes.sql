-- What did the last build change in the published record?
select * from changes order by change_id
