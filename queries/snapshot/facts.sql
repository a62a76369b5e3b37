-- What is true of this build and of the whole record?
select fact, fact_value from build_info
union all
select fact, fact_value from record_facts
order by fact
