-- Which band of criteria does the latest level we found of these cities stand for, as of a date?
with stated as (
    select city_id, arg_max(edition, (announced_on, coalesce(not_before, announced_on), award_id)) as edition_id
    from awards join award_kinds using (award)
    where announced_on <= $asked['as_of'] and level is not null and is_certification
        and list_contains($asked['city']::varchar[], city_id)
    group by city_id
)
select city_id, city, state, country, country_name, stood.level, stood.level_year, stated.edition_id, bands.* exclude (edition_id, level)
from standing_as_of($asked['as_of']) as stood
join cities using (city_id)
left join stated using (city_id)
left join level_bands as bands on bands.edition_id = stated.edition_id and bands.level = stood.level
where list_contains($asked['city']::varchar[], city_id)
order by list_position($asked['city']::varchar[], city_id)
