-- Which awards match a filter as of a date and hold every word asked for, in place, source or note? No words: all of them.
create or replace macro found_awards(
    on_date, levels, years, since, states, countries, sizes, standards, kinds, city_ids, words
) as table
select *
from selected_awards(on_date, levels, years, since, states, countries, sizes, standards, kinds, city_ids)
where coalesce(words::varchar, '') = ''
    or (
        plain_name(words::varchar) <> ''
        and list_bool_and(
            list_transform(
                string_split(plain_name(words::varchar), ' '),
                lambda word: contains(
                    plain_name(concat_ws(' ', city, state, state_name, country_name, source_title, note)), word
                )
            )
        )
    );
