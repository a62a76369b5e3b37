-- Which awards match, as of a date?
select city_id, city, state, state_name, country, country_name, announced_on, not_before, date_precision,
    date_words(announced_on, not_before, date_precision) as date_words,
    year, announcement, award, level, edition, standard, population, population_year, size_band, lat, lon,
    source_url, source_title, note, retrieved_on, checked_on, award_id
from selected_awards($asked)
order by announced_on desc, city, state, award
