-- How many criteria are the cities that match from the next level, where the number they met is known?
-- It is known where every practice is assessed, its number of criteria is published and each score is that of whole criteria.
with met as (
    select edition, city_id, city, state, country, country_name, level, year,
        bool_and(coalesce(abs(score_pct * criteria_count / 100 - round(score_pct * criteria_count / 100)) <= 0.05, false)) as is_known,
        sum(round(score_pct * criteria_count / 100))::bigint as criteria_met
    from assessments_as_of($asked['as_of'])
    where recency = 1
        and city_id in (select city_id from selected_cities($asked))
    group by all
)
select edition, city_id, city, state, country, country_name, met.level, year, if(is_known, criteria_met, null) as criteria_met,
    any_value(bands.criteria_count) as criteria_count,
    if(is_known, arg_min(bands.level, bands.criteria_least) filter (bands.criteria_least > criteria_met), null) as next_level,
    if(is_known, min(bands.criteria_least) filter (bands.criteria_least > criteria_met), null) as next_level_from,
    next_level_from - criteria_met as criteria_missing
from met join level_bands as bands on bands.edition_id = met.edition
group by edition, city_id, city, state, country, country_name, met.level, year, is_known, criteria_met
order by edition, city, state
