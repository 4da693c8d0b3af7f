"""Pure functions over Arabic text: letters, words, stems, numerals, dates, transliteration, order.

This room imports no other.
"""
