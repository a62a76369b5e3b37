-- Is a value one of the choices of a filter? A filter without choices lets everything through.
create or replace macro is_among(value, choices) as choices is null or list_contains(choices::varchar[], value::varchar);
