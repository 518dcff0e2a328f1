"""Django's SQLite backend over SQLCipher: the same SQL, in a file that shows nothing without its key."""
