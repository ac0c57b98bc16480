-- Vectors of listings' texts, so that an index can be made again without embedding anything anew. By text, not by version:
-- a new version with the same words, and a listing that comes back, need no new vector. Losing rows costs time only.

CREATE TABLE text_vector (
    model  text COLLATE "C" NOT NULL,
    digest bytea NOT NULL CHECK (octet_length(digest) = 32), -- SHA-256 of the text
    dimension int NOT NULL CHECK (dimension > 0),
    vector bytea NOT NULL CHECK (octet_length(vector) = 4 * dimension), -- 32-bit floats, big-endian
    PRIMARY KEY (digest, model)
);
-- Floats do not compress.
ALTER TABLE text_vector ALTER COLUMN vector SET STORAGE EXTERNAL;
