-- The names of private repositories that were deleted: one that a push makes again is private, too.

CREATE TABLE private_names (
    name  TEXT  PRIMARY KEY
);
