# Welche Aufgaben die Liste und das Board zeigen, und in welcher Reihenfolge.

list = Liste
board = Board
views = Ansicht
find-by-text = Aufgaben nach Text suchen
find = Aufgaben suchen…
clear = Zurücksetzen

# Woran Aufgaben zu unterscheiden sind, und was es zur Wahl gibt.
status = Status
every-status = Jeder Status
open = Offen
assignee = Zugewiesen an
everybody = Alle
label = Label
every-label = Alle Labels
repository = Repository
every-repository = Alle Repositorys

# Wie sie sortiert sind.
sort-by = Sortieren nach
newest = Neueste
priority = Priorität
due-day = Fälligkeit
last-changed = Zuletzt geändert
