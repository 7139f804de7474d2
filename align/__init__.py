"""From documents to pairs, from pairs to beads: splitting, matching, sentence alignment."""
