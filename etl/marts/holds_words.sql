-- Does a text hold every word asked for, whatever its accents and case? No words: yes; nothing but marks: no.
create or replace macro holds_words(told, words) as (
    coalesce(words::varchar, '') = ''
    or (
        plain_name(words::varchar) <> ''
        and list_bool_and(
            list_transform(string_split(plain_name(words::varchar), ' '), lambda word: contains(plain_name(told), word))
        )
    )
);
