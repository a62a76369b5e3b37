-- Which awards match a filter as of a date? An award that is only possible by then is not in the list.
create or replace macro selected_awards(
    on_date, levels, years, since, states, countries, sizes, standards, kinds, city_ids
) as table
select awards.*, cities.population, cities.population_year, cities.size_band, cities.lat, cities.lon
from awards
join cities using (city_id)
where announced_on <= on_date::date
    and (levels::varchar[] is null or list_contains(levels::varchar[], coalesce(level, 'Not stated')))
    and (years::bigint[] is null or list_contains(years::bigint[], year))
    and (since::bigint is null or year >= since::bigint)
    and (states::varchar[] is null or list_contains(states::varchar[], awards.state_name))
    and (countries::varchar[] is null or list_contains(countries::varchar[], awards.country_name))
    and (sizes::varchar[] is null or list_contains(sizes::varchar[], cities.size_band))
    and (standards::varchar[] is null or list_contains(standards::varchar[], standard))
    and (kinds::varchar[] is null or list_contains(kinds::varchar[], award))
    and (city_ids::varchar[] is null or list_contains(city_ids::varchar[], awards.city_id));
