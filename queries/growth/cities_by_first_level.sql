-- At which level was each city that matches certified first, did it rise from there, when, and how long did that take?
with rises as (
    select distinct on (city_id, from_level) city_id, from_level as first_level, awards.level as risen_to, years_least, years_most,
        date_words(announced_on, not_before, date_precision) as rose_words
    from level_rises join awards using (award_id)
    where announced_on <= $asked['as_of']
    order by city_id, from_level, announced_on, award_id
)
select chosen.city_id, chosen.city, chosen.state, chosen.country, chosen.country_name, firsts.level as first_level, risen_to, rose_words,
    years_least, years_most, chosen.first_certified_words, chosen.first_certified_on, chosen.standard
from selected_cities($asked) as chosen
join awards using (city_id)
join levels as firsts on firsts.level = coalesce(awards.level, unstated_level())
left join rises on rises.city_id = chosen.city_id and rises.first_level = firsts.level
where is_certified and awards.award = 'certified'
order by firsts.level_rank desc, years_most nulls last, chosen.city, chosen.city_id
