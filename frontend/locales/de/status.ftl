# Status, Rollen und Rechte, in einem Wort oder wenigen.

todo = Zu erledigen
in-progress = In Arbeit
in-review = Im Review
done = Erledigt
canceled = Abgebrochen

# Wie es um etwas steht, das auf GitHub noch geschehen soll; steht hinter dem, was es ist.
waiting = wartet
running = läuft
blocked = angehalten, bis das behoben ist
gave-up = aufgegeben

owner = Inhaber
manager = Manager
developer = Entwickler
viewer = Betrachter

# Was jemand in einem Repository kann. Manche Seiten sagen es in einem Satz, klein geschrieben:
# darum ohne Hauptwörter.
no-access = Kann nicht zugreifen
can-read = Kann lesen
can-triage = Kann triagieren
can-push = Kann pushen
can-maintain = Kann betreuen
administrator = Kann administrieren

# Was ein Projekt geben kann; das erste Wort ist das von GitHub.
right-triage = Triage: lesen sowie Issues und Pull-Requests sortieren
right-push = Push: lesen und schreiben
right-maintain = Maintain: pushen und einige der Einstellungen
