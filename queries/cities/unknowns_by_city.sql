-- What does the record not know about these cities, as of a date?
with given as (
    select *, award_noun as noun, date_words(announced_on, not_before, date_precision) as date_words
    from awards join award_kinds using (award)
    where list_contains($asked['city']::varchar[], city_id) and announced_on <= $asked['as_of']
)
select city_id, 1 as place_in_list, format('No source we found states the level of the {} ({}).', noun, date_words) as unknown
from given where level is null and is_certification
union all
select city_id, 2, format('The exact date of the {} is not known: {}.', noun,
    if(not_before is null or not_before = announced_on, date_words, format('between {} and {}', not_before, announced_on)))
from given where date_precision <> 'day'
union all
select city_id, 3, format('No public page is linked for the {} ({}).', noun, date_words) from given where source_url is null
union all
select city_id, 4, case when population is null then 'The population: sources disagree or give none.'
    else 'The year of the population is not given.' end
from cities where list_contains($asked['city']::varchar[], city_id) and (population is null or population_year is null)
union all
select city_id, 5, 'No public evidence of single practices was found; that says nothing about the city''s work.'
from cities
where list_contains($asked['city']::varchar[], city_id)
    and city_id not in (select city_id from stories) and city_id not in (select city_id from practice_evidence)
union all
select city_id, 6, 'Cities announce recertifications and level-ups one by one: some may be missing.'
from given where award = 'certified'
order by city_id, place_in_list, unknown
