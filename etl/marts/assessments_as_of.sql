-- Which share of each practice's criteria did cities meet, in each assessment whose scores are loaded, as of a date?
-- One row per assessment and practice of its edition; a practice without a score was not assessed: blank, never zero.
create or replace macro assessments_as_of(on_date) as table
select
    awards.award_id, awards.city_id, awards.city, awards.state, awards.country, awards.country_name, cities.size_band,
    awards.edition, awards.announced_on, date_words(awards.announced_on, awards.not_before, awards.date_precision) as date_words,
    awards.year, levels.level, levels.level_rank,
    practices.practice_name, practices.criteria_count, scores.score_pct,
    dense_rank() over (partition by awards.city_id, awards.edition order by awards.announced_on desc, awards.award_id desc) as recency
from awards
join cities using (city_id)
join levels on levels.level = coalesce(awards.level, unstated_level())
join practices on practices.edition_id = awards.edition
left join practice_scores as scores on scores.award_id = awards.award_id and scores.practice_name = practices.practice_name
where awards.announced_on <= on_date::date and awards.award_id in (select award_id from practice_scores);
