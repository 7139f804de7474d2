"""`fiel check`: one translation against its original."""
