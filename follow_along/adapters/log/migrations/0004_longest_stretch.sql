-- A stop that was undone or excluded does not divide the longest stretch. The totals of earlier versions say
-- otherwise, so that no week is summed any longer: each is added up anew.

DROP TABLE summed_weeks;
CREATE TABLE summed_weeks (
    week INTEGER PRIMARY KEY               -- as in run_weeks
);
