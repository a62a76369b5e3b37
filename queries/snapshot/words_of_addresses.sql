-- Which words can stand in an address for each filter, in order, by which codes, and how does a sentence say each?
select 'level' as filter_name, level as word, if(level_rank = 0, 'not_stated', level) as code, level as phrase,
    if(level_rank = 0, 1000, level_rank) as place
from levels
union all
select 'size', size_band, size_band, size_band, size_rank from size_bands
union all
select 'award', award_word, award, award_word, award_rank from award_kinds
union all
select 'standard', 'Present', 'Present', 'present standard (since ' || strftime(max(valid_from), '%B %Y') || ')', 1 from editions
union all
select 'standard', 'Earlier', 'Earlier', 'earlier standards', 2
union all
select 'state', state_name, state, state_name, 0 from states
union all
select distinct 'state', state_name, state_name, state_name, 0 from cities where country <> 'US'
union all
select distinct 'country', country_name, country, if(country in ('US', 'DO', 'BS'), 'the ', '') || country_name, 0 from cities
union all
select 'region', region, region, region_phrase, 0 from map_regions where region_phrase is not null
union all
select distinct 'year', year::varchar, year::varchar, year::varchar, year from awards
union all
select distinct 'city', city_id, city_id, city_id, 0 from place_names
union all
select 'city', city_id, old_city_id, city_id, 0 from renamed_cities
order by filter_name, place, word, code
