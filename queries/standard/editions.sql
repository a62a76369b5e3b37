-- Which editions of the standard were there?
select * from editions order by edition_id
