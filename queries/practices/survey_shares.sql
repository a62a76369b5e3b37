-- Which shares of cities did the published surveys of 2015 and 2021 find, for measures asked both times?
select practice_or_measure, max(value) filter (year = 2015) as share_2015_pct, max(value) filter (year = 2021) as share_2021_pct,
    any_value(population_described) as population_described, any_value(source_url) as source_url,
    arg_max(note, length(note)) as note
from benchmarks
where statistic = 'share of cities' and unit = 'percent' and year in (2015, 2021)
group by practice_or_measure
having count(distinct year) = 2
order by share_2021_pct desc, practice_or_measure
