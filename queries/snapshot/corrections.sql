-- Which values of the record were corrected, and why?
select * from corrections order by corrected_on, table_name, row_key
