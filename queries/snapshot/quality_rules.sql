-- Which rules did the build hold the record against, how many rows did each see, and how many do not meet it?
select * from quality_rules order by finding_count desc, table_name <> 'awards', table_name, rule
