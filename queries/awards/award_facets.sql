-- How many awards would each choice of each filter list, the other filters staying as they are?
select 'award' as parameter, award as choice, count(*) as award_count
from found_awards($as_of, $level, $year, $since, $state, $country, $size, $standard, null, $city, $text) group by all
union all
select 'level', coalesce(level, 'Not stated'), count(*)
from found_awards($as_of, null, $year, $since, $state, $country, $size, $standard, $award, $city, $text) group by all
union all
select 'year', year::varchar, count(*)
from found_awards($as_of, $level, null, $since, $state, $country, $size, $standard, $award, $city, $text) group by all
union all
select 'country', country_name, count(*)
from found_awards($as_of, $level, $year, $since, $state, null, $size, $standard, $award, $city, $text) group by all
union all
select 'state', state_name, count(*)
from found_awards($as_of, $level, $year, $since, null, $country, $size, $standard, $award, $city, $text) group by all
union all
select 'size', size_band, count(*)
from found_awards($as_of, $level, $year, $since, $state, $country, null, $standard, $award, $city, $text) group by all
union all
select 'standard', standard, count(*)
from found_awards($as_of, $level, $year, $since, $state, $country, $size, null, $award, $city, $text) group by all
order by parameter, award_count desc, choice
