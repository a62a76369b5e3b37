-- Is a value, which is never missing, one of the choices of a filter? A filter without choices lets everything through.
create or replace macro is_among(value, choices) as coalesce(list_contains(choices::varchar[], value::varchar), true);
