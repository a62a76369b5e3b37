-- How is a place name spelled for comparing only: no accents, case or punctuation, Saint as st, Fort as ft, Mount as mt?
create or replace macro plain_name(name) as trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    regexp_replace(replace(replace(strip_accents(lower(name)), '''', ''), '’', ''), '[^a-z0-9]+', ' ', 'g'),
    '^ *(the )?(city|town|village|borough|municipality) of ', ''),
    '\bsaint\b', 'st', 'g'), '\bsainte\b', 'ste', 'g'), '\bfort\b', 'ft', 'g'), '\bmount\b', 'mt', 'g'));
