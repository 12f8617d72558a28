# Wörter, die überall auf Knöpfen und an Feldern stehen.

save = Speichern
cancel = Abbrechen
close = Schließen
delete = Löschen
remove = Entfernen
add = Hinzufügen
saved = Gespeichert.
try-again = Noch einmal versuchen
show-more = Mehr anzeigen
name = Name
nobody = Niemand
undo = Rückgängig
