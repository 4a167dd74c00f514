"""What people use: the command line. The only part that prints and ends the process.

cli (arguments, exit status) -> reading | keeping | asking -> record_view, marked, chronology (lines) -> output
"""
