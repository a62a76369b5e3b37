-- Which words can stand in an address: states, countries, years, cities and the newest date?
select 'state' as kind, state as code, state_name as word from states
union all
select distinct 'state', state_name, state_name from cities where country <> 'US'
union all
select distinct 'country', country, country_name from cities
union all
select 'year', year::varchar, year::varchar from (select distinct year from awards)
union all
select distinct 'city', city_id, city_id from place_names
union all
select 'newest', strftime(as_of, '%Y-%m-%d'), strftime(as_of, '%Y-%m-%d') from newest_date where as_of is not null
order by kind, word, code
