-- Which tables does the snapshot hold, and how many rows and columns?
select table_name, estimated_size as row_count, column_count
from duckdb_tables()
where not internal
order by table_name
