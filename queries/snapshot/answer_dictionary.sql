-- What does each column of each answer of the open API mean?
select * from answer_dictionary
