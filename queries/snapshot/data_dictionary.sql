-- What does each column of each table mean?
select * from data_dictionary
