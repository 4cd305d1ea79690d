-- Tokens that clients keep in place of the password are bounded apart from those that people made.

ALTER TABLE access_tokens ADD COLUMN is_login INTEGER NOT NULL DEFAULT 0;

UPDATE access_tokens SET is_login = 1 WHERE name = 'login of a client';
