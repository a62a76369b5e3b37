-- Which cities make the announced total of a date, announcement by announcement: named here, possible by then, or missing?
-- A place of an announcement that neither a dated award nor a wanted row fills is taken by a city without an announcement.
with places as (
    select announced_on, unnest(range(1, new_cities + 1)) as place_number from announcements where announced_on <= $asked['as_of']
),
firsts as (
    select *, date_words(announced_on, not_before, date_precision) as date_words, coalesce(not_before, announced_on) <= $asked['as_of'] as is_possible
    from awards where award = 'certified'
),
named as (
    select *, row_number() over (partition by announcement order by city, city_id) as place_number
    from firsts where announcement <= $asked['as_of']
),
missing as (
    select announced_on, row_number() over (partition by announced_on order by place_number) as missing_number
    from places anti join named on named.announcement = places.announced_on and named.place_number = places.place_number
),
wanted_cities as (
    select *, row_number() over (partition by announcement order by wanted_id) as missing_number
    from wanted where wanted_kind = 'city'
),
open_places as (
    select announced_on, row_number() over (order by announced_on, missing_number) as open_number
    from missing anti join wanted_cities
        on wanted_cities.announcement = missing.announced_on and wanted_cities.missing_number = missing.missing_number
),
undated as (
    select * exclude (announcement), announced_on as latest_on, row_number() over (order by not_before, city, city_id) as open_number
    from firsts where announcement is null and is_possible
)
select announcement as announced_on, 'named here' as standing, true as is_dated, city_id, city, state, state_name, country_name, level,
    date_words, '' as lead, source_url
from named
union all
select announced_on, 'missing', false, null, null, null, null, place, null, null, coalesce(lead, ''), null
from missing join wanted_cities on announcement = announced_on and wanted_cities.missing_number = missing.missing_number
union all
select open_places.announced_on, case when city_id is null then 'missing' when latest_on <= $asked['as_of'] then 'named here' else 'possible' end,
    false, city_id, city, state, state_name, country_name, level, date_words, '', source_url
from open_places left join undated using (open_number)
order by announced_on, standing desc, city, city_id
