# Was Leute zu einer Aufgabe sagen.

title = Kommentare
none-yet = Noch hat niemand etwas gesagt.
deleted-account = Ein gelöschtes Konto
changed = geändert
edit-comment = Kommentar bearbeiten
delete-comment = Kommentar löschen
comment = Kommentar
save-comment = Kommentar speichern
say-something = Etwas sagen
say-hint = Markdown. @ und ein Name erwähnt ein Mitglied.
send = Kommentieren
mention = Erwähnen
