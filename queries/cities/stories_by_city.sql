-- How have these cities used data, as documented, each fact once?
select city_id, year, headline, summary, practice, source_url
from stories
where list_contains($asked['city']::varchar[], city_id)
order by city_id, year desc nulls last, headline
