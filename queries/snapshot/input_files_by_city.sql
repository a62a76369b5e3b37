-- From which files was what is on record for these cities read, and what are their checksums?
with used as (
    select record_file from awards where list_contains($asked['city']::varchar[], city_id)
    union all select 'data/cities.csv'
    union all select 'data/practice_evidence.csv' from practice_evidence where list_contains($asked['city']::varchar[], city_id)
    union all select 'data/stories.csv' from stories where list_contains($asked['city']::varchar[], city_id)
)
select distinct record_file, sha256 from used join build_inputs using (record_file) order by record_file
