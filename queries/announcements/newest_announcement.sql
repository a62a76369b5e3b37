-- What did the newest announcement by a date bring: which awards of it are on record?
with newest as (
    select reconciliation.*, coalesce(kept_or_raised, announcements.level_ups + announcements.recertifications) as advanced
    from reconciliation join announcements using (announced_on)
    where announced_on <= $asked['as_of'] order by announced_on desc limit 1
)
select newest.title, newest.announced_on as announcement_on, newest.new_cities, newest.new_named, newest.advanced, newest.source_url as announcement_url,
    awards.city_id, awards.city, awards.state, awards.country, awards.country_name, awards.award, awards.level, 
    date_words(awards.announced_on, awards.not_before, awards.date_precision) as date_words, awards.source_url
from newest left join awards on awards.announcement = newest.announced_on left join award_kinds using (award)
order by award_rank, awards.city
