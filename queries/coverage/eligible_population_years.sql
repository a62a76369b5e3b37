-- Of which years are the populations in the list of US cities of 30,000+?
select population_year, count(*) as eligible_count from eligible_places group by population_year order by eligible_count desc
