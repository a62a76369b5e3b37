"""The counting rules and the words of the portal, in plain terms."""

from __future__ import annotations

# What stands in braces is named by the record.
COUNTING = (
    "**The unit is an award**: one city, one announcement, one of {kinds}.",
    "**Certified at least once** counts cities with a first certification by the date. A level-up or a recertification never "
    "changes it, and the Honor Roll is not a certification. Yearly headlines are never added up: they name cities that rose "
    "a level too.",
    "**The headline is the program's own total.** Our count of named cities stands under it, with the difference.",
    "**The latest level we found** is that of the newest award that states one, always with its year. The program does not "
    "publish how long an award stays valid, so we never say that a certification is in force.",
    "**A date can be an interval.** Then a count has a least (certain by the date) and a most (possible by it), and both are "
    "shown.",
    "**A level that no source states is “not stated”**, never guessed, and is counted as a group of its own.",
    "**A filter means two things.** On pages about cities, level is the latest one and year that of the first certification. "
    "On lists of awards, both are those of the award. The sentence above each list says which.",
    "**Editions of the standard are not mixed.** Since {present_since} the standard is another one; charts show the break.",
    "**Shares of cities of 30,000+** compare with the places of that size in the Census list. Puerto Rico is not in that list.",
    "**Populations outside the US** have different dates and are never added up.",
    "**Scores of a city in a practice are not public**, so none is derived; one appears only where it was published. No public "
    "evidence found is not a weakness.",
)
TERMS = {
    "Announcement": "A public statement of the program that names newly certified cities, often with the total so far.",
    "As of": "The date up to which awards count. Every number, map, table and file can be asked for any past date.",
    "Award": "One recognition of one city at one announcement. It is the unit of this record.",
    "Certified at least once": "The city has a first certification on record. A later level-up or recertification does "
    "not make it a second city.",
    "Criterion": "One thing a city has to show. The present standard has {criteria} of them.",
    "Edition": "A version of the standard. There have been {editions}.",
    "Evidence": "A public page that shows a city at work in a practice. None found does not mean that there is no work.",
    "Honor Roll": "Recognized by the program, not certified (or not yet).",
    "Interval": "What is known of a date that nobody states exactly. An award then counts for certain from the end of the "
    "interval, and possibly from its beginning.",
    "Latest level we found": "The level of the city's newest award that states one, with its year. The program does not "
    "publish how long an award stays valid, so nothing here says that it still is.",
    "Least and most": "The number that is certain by a date, and the number that is possible by it. They differ where "
    "dates are intervals.",
    "Level": "{levels}: from {lowest} to {highest} a city meets a larger share of the criteria.",
    "Leveled up": "A certified city was certified again at a higher level.",
    "{not_stated}": "No source we found states the level. It is never guessed.",
    "Our sum": "The last total that the program stated, plus the new cities it has announced since.",
    "Practice": "A field of work, such as open data or evaluation. Each edition of the standard has its own list.",
    "Recertified": "A certified city was certified again at the level it had.",
    "Snapshot": "One published state of the whole record, with a name. A citation carries it.",
}
