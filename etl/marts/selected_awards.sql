-- Which awards match a filter as of a date?
create or replace macro selected_awards(asked) as table
select * exclude (is_by_date, is_of_level, is_of_year, is_since, is_of_state, is_of_country, is_of_size, is_of_standard, is_of_kind, is_of_city)
from award_matches(asked)
where is_by_date and is_of_level and is_of_year and is_since and is_of_state and is_of_country and is_of_size and is_of_standard and is_of_kind
    and is_of_city;
