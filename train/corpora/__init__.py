"""Loaders: one file for each kind of corpus, published format in, examples out."""
