# Wie Aufgaben auf GitHub ablaufen, vom Recht, das sie geben, bis zu ihrem Ende.

how-tasks-live = Wie Aufgaben auf GitHub ablaufen
gives-right = Wer in einer Organisation eine Aufgabe zugewiesen bekommt, erhält dieses Recht. { $right }.
ends-when-merged = Der Zugriff endet, wenn der Pull-Request zusammengeführt oder geschlossen ist.
ends-when-open = Der Zugriff endet, sobald der Pull-Request offen ist.
branch-moves = Ein Branch setzt eine Aufgabe auf „In Arbeit“.
pull-request-moves = Ein Pull-Request setzt eine Aufgabe auf „Im Review“.
merge-closes = Eine Zusammenführung schließt eine Aufgabe als erledigt.

access = Zugriff
access-about = Das Recht, das eine zugewiesene Aufgabe im Repository einer Organisation gibt. Das eigene Repository einer Person kennt nur ein Recht: pushen. Ein höheres Recht, das jemand schon hat, wird nie verringert.
right = Recht
until = Zugriff einer erledigten Aufgabe endet
until-open = Sobald der Pull-Request offen ist
until-merged = Wenn der Pull-Request zusammengeführt oder geschlossen ist
comes-back = Verlangt ein Review Änderungen, kommt der Zugriff zurück, bis es geklärt ist.

pull-request = Pull-Request
pull-request-about = Wird eine Aufgabe als erledigt geschlossen, so wird er geöffnet. Diese Platzhalter werden ausgefüllt: { "{key}" }, { "{number}" }, { "{title}" }, { "{project}" } und { "{url}" }.
title = Titel
# Danach steht der Titel, wie ihn eine Aufgabe hätte.
for-instance = Zum Beispiel:
example-title = Seiten schneller laden
text = Text
text-hint = Markdown; darf leer bleiben.
backlink = Link zurück zur Aufgabe
backlink-hint = Am Ende des Textes. Wer den Pull-Request sieht, sieht auch die Adresse.
draft = Als Entwurf öffnen
draft-hint = Kennt ein Repository keine Entwürfe, ist er sofort bereit für das Review.

review = Review
review-about = Wer beim Öffnen des Pull-Requests gefragt wird; nie, wer ihn verfasst hat.
members = Mitglieder
other-accounts = Andere GitHub-Konten
other-accounts-hint = Ihre Logins, durch Leerzeichen getrennt. GitHub fragt nur, wer das Repository sehen kann.
nobody-asked = Noch kein GitHub-Konto verbunden, daher wird niemand gefragt.

status = Der Status folgt der Arbeit
status-about = Immer nur vorwärts und jeder Schritt nur einmal: Wer eine Aufgabe zurücksetzt, hat das letzte Wort, bis die Arbeit weitergeht.
follow-branch = Ein Branch oder ein erster Push: in Arbeit
follow-branch-hint = Ein Branch, der mit dem Schlüssel der Aufgabe beginnt, etwa web-42, wird von selbst gefunden.
follow-pull-request = Ein Pull-Request wird geöffnet: im Review
follow-merge = Der Pull-Request wird zusammengeführt: erledigt
follow-merge-hint = Die Aufgabe wird geschlossen, und der Zugriff endet.
