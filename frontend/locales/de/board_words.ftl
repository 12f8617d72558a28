# Was die Karten des Boards zeigen.

priority = Priorität: { $label }
no-priority = Keine Priorität
low = Niedrig
medium = Mittel
high = Hoch
urgent = Dringend

# Ein Tag folgt.
overdue-since = Überfällig seit
due-today = Heute fällig,
due = Fällig am

pull-request-on-its-way = Pull-Request unterwegs
pull-request = Pull-Request
changes-requested = Änderungen verlangt
merged = zusammengeführt

# Wo eine Karte ist, für alle, die es hören.
moved = { $name }: { $column }, Platz { $place } von { $of }.
