-- Where did each city stand on a date: certified, possibly certified by then, or on the Honor Roll only?
-- A level is the newest stated one by then; the standard is that of the newest award by then (design: counting rules).
create or replace macro standing_as_of(on_date) as table
with known as (
    select *, announced_on <= on_date::date as is_certain
    from awards
    where coalesce(not_before, announced_on) <= on_date::date
),
firsts as (
    select city_id, announced_on, not_before, date_words, level, standard, source_url, is_certain,
        year(least(announced_on, on_date::date)) as first_year
    from known where award = 'certified'
    qualify row_number() over (partition by city_id order by announced_on, award_id) = 1
),
latest as (
    select city_id,
        arg_max(level, (announced_on, coalesce(not_before, announced_on), award_id)) filter (level is not null) as level,
        arg_max(year, (announced_on, coalesce(not_before, announced_on), award_id)) filter (level is not null) as level_year,
        arg_max(standard, (announced_on, coalesce(not_before, announced_on), award_id)) as standard,
        max(announced_on) as last_award_on
    from known where is_certain and award <> 'honor_roll'
    group by city_id
),
recognized as (
    select city_id, max(announced_on) filter (award = 'honor_roll' and is_certain) as honor_roll_on
    from known
    group by city_id
)
select
    recognized.city_id,
    case when firsts.is_certain then 'certified' when firsts.city_id is not null then 'possible' else 'honor_roll' end
        as standing,
    coalesce(firsts.is_certain, false) as is_certified,
    coalesce(if(firsts.is_certain, latest.level, firsts.level), 'Not stated') as level,
    if(firsts.is_certain, latest.level_year, firsts.first_year) as level_year,
    coalesce(if(firsts.is_certain, latest.standard, firsts.standard), '') as standard,
    firsts.announced_on as first_certified_on,
    coalesce(firsts.not_before, firsts.announced_on) as first_certified_not_before,
    firsts.date_words as first_certified_words,
    firsts.first_year,
    firsts.source_url as first_source_url,
    latest.last_award_on,
    recognized.honor_roll_on
from recognized
left join firsts using (city_id)
left join latest using (city_id)
where firsts.city_id is not null or recognized.honor_roll_on is not null;
