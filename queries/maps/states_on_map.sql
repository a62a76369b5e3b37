-- In each US state, how many cities match, and how many of its cities of 30,000+ had been certified at least once by a date?
with matching as (
    select state, count(*) filter (is_certified) as city_count, count(*) as city_count_most
    from selected_cities($asked)
    where country = 'US'
    group by state
)
select state, state_name, coalesce(city_count, 0) as city_count, coalesce(city_count_most, 0) as city_count_most,
    certified_count, eligible_count, share_pct
from coverage_as_of($asked['as_of']) left join matching using (state)
order by state_name
