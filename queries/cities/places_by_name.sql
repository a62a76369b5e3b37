-- Which places can a reader mean by a name, and how did each stand on a date?
with asked as (select plain_name($text) as text),
scored as (
    select city_id, any_value(city) as city, any_value(state) as state, any_value(state_name) as state_name,
        any_value(country) as country, any_value(country_name) as country_name, any_value(population) as population,
        max(case when search_name = asked.text then 3
            when starts_with(search_name, asked.text || ' ') then 2.5
            when starts_with(search_name, asked.text) and length(asked.text) >= 3 then 2
            else jaro_winkler_similarity(search_name, asked.text) end) as score
    from place_names, asked
    where asked.text <> ''
    group by city_id
)
select city_id, city, state, state_name, country, country_name, population, score >= 3 as is_exact,
    coalesce(stood.standing, 'not on record') as standing, level, level_year, first_certified_words, honor_roll_on,
    first_source_url as source_url
from scored left join standing_as_of($asked['as_of']) as stood using (city_id)
where score >= 0.9
    and (score >= 2 or not exists (select 1 from scored where score >= 2))
    and (score = 3 or not exists (select 1 from scored where score = 3))
order by score desc, standing = 'not on record', population desc nulls last, city_id
limit 8
