-- What is not as it should be in the record and did not stop the build?
select * from quality_findings order by finding_id
