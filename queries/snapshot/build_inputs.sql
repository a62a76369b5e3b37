-- Which files was this snapshot built from?
select * from build_inputs order by record_file
