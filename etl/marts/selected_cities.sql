-- Which cities match a filter as of a date? A choice that is null does not filter. Honor Roll only is not a certification.
create or replace macro selected_cities(asked) as table
select cities.*, stood.* exclude (city_id)
from standing_as_of(asked['as_of']) as stood
join cities using (city_id)
where standing <> 'honor_roll'
    and is_among(level, asked['level'])
    and is_among(first_year, asked['year'])
    and (asked['since'] is null or first_year >= asked['since'])
    and is_among(state_name, asked['state'])
    and is_among(country_name, asked['country'])
    and (asked['region'] is null or city_id in (select city_id from city_regions where list_contains(asked['region']::varchar[], region)))
    and is_among(size_band, asked['size'])
    and is_among(standard, asked['standard']);
