-- Which awards match a filter as of a date and hold every word asked for, in place, source or note?
create or replace macro found_awards(asked, words) as table
select *
from selected_awards(asked)
where holds_words(concat_ws(' ', city, state, state_name, country_name, source_title, note), words);
