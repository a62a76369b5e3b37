-- How many awards of each kind were announced in each year, as of a date?
select year, count(*) filter (award = 'certified') as certified, count(*) filter (award = 'leveled_up') as leveled_up,
    count(*) filter (award = 'recertified') as recertified, count(*) filter (award = 'honor_roll') as honor_roll
from selected_awards($as_of, $level, $year, $since, $state, $country, $size, $standard, $award, $city)
group by year
order by year
