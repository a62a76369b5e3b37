"""The staff's desk: from a file to the published record, in a browser; the only application that imports etl."""
