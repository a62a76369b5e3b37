-- Which of these words are names of places, and of which? Those with an award first, then by population.
-- $names is a list of words; each is looked up by itself.
with asked as (select unnest($names::varchar[]) as said)
select said, city_id, any_value(city) as city, any_value(state) as state, any_value(country) as country,
    any_value(country_name) as country_name, bool_or(awards.city_id is not null) as is_on_record
from asked
join place_names on search_name = plain_name(said)
left join (select distinct city_id from awards) as awards using (city_id)
where plain_name(said) <> ''
group by said, city_id
order by said, is_on_record desc, max(population) desc nulls last, city_id
