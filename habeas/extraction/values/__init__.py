"""What wordings stand for: dates in EDTF, terms of prison, articles of law, numbers of people."""
