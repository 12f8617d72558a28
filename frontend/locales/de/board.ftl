# Das Board eines Projekts: seine Spalten, seine Karten, und was beim Verschieben gesagt wird.

by-hand = Von Hand
cards = Karten
no-task = Hier ist keine Aufgabe.
add-to = Aufgabe zu „{ $status }“ hinzufügen
move-card = { $name } verschieben

# Wird vorgelesen, während eine Karte mit der Tastatur verschoben wird.
held = Aufgenommen. Mit den Pfeiltasten verschieben, mit der Leertaste ablegen, mit Escape abbrechen.
put-down = Abgelegt.
unmoved = Sie bleibt dort.
let-be = { $name } bleibt, wo sie war.

# Warum eine Karte nicht verschoben wurde.
not-moved = { $name } wurde nicht verschoben: { $why }
is-sorted = Das Board ist sortiert. Sortiere es von Hand, um Karten selbst anzuordnen.
is-closed = Sie ist geschlossen. Öffne sie zuerst wieder.
only-managers = Nur Manager schließen Aufgaben und öffnen sie wieder.

# Was gefragt wird, bevor eine Karte in eine geschlossene Spalte kommt oder aus einer heraus.
ask-done = { $name } als erledigt schließen?
close-as-done = Als erledigt schließen
ask-cancel = { $name } abbrechen?
cancel-task = Aufgabe abbrechen
ask-reopen = { $name } wieder öffnen?
reopen = Wieder öffnen
nothing-follows = Auf GitHub ändert sich dadurch nichts.
