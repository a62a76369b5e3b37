-- Which cities match a filter as of a date? A list that is null does not filter. Honor Roll only is not a certification.
create or replace macro selected_cities(
    on_date, levels, first_years, first_since, states, countries, sizes, standards
) as table
select cities.*, stood.* exclude (city_id)
from standing_as_of(on_date) as stood
join cities using (city_id)
where standing <> 'honor_roll'
    and (levels::varchar[] is null or list_contains(levels::varchar[], level))
    and (first_years::bigint[] is null or list_contains(first_years::bigint[], first_year))
    and (first_since::bigint is null or first_year >= first_since::bigint)
    and (states::varchar[] is null or list_contains(states::varchar[], state_name))
    and (countries::varchar[] is null or list_contains(countries::varchar[], country_name))
    and (sizes::varchar[] is null or list_contains(sizes::varchar[], size_band))
    and (standards::varchar[] is null or list_contains(standards::varchar[], standard));
