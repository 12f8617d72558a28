# Die Seite einer Aufgabe, ohne Commits, Kommentare und Verlauf.

# Zugriff auf GitHub

access = Zugriff auf GitHub
see-what-waits = Ansehen, was wartet

# Schließen und wieder öffnen

finish = Abschließen
close-as-done = Als erledigt schließen
cancel-task = Aufgabe abbrechen
cancel-question = Diese Aufgabe abbrechen?
cancel-about = Die Aufgabe wird geschlossen, ohne erledigt zu sein.
cancel-yes = Ja, Aufgabe abbrechen
closed = Geschlossen
reopen = Wieder öffnen

# Der Branch

branch = Branch
no-repository = Die Aufgabe hat kein Repository. Ein Manager verknüpft eines unter Einstellungen, Integrationen, und wählt es hier aus.
no-development-branch = Das Repository hat noch keinen Entwicklungs-Branch. Ein Manager wählt ihn unter Einstellungen, Integrationen.
branch-promised = Er wird { $name } heißen und von { $start } ausgehen.
create-branch = Branch anlegen

# Wie die Aufgabe steht

properties = Aufgabe
created-by = Angelegt von
status = Status
assignee = Zugewiesen an
without-account = { $name } (noch kein GitHub-Konto)
repository = Repository
repository-none = Keins
priority = Priorität
due-day = Fällig am
labels = Labels
labels-none = Keine
choose-labels = Labels auswählen
all-labels = Labels des Projekts
new-label = Neues Label
create-label = Label anlegen

# Titel und Text

title = Titel
edit-title = Titel bearbeiten
written = Text
edit-written = Text bearbeiten
markdown = Markdown
nothing-written = Hier steht noch nichts.
changed-meanwhile = Jemand anderes hat die Aufgabe geändert. Jetzt steht da:
saving-replaces = Wenn du speicherst, ersetzt dein Text diesen.

# Der Pull-Request

pull-request = Pull-Request
pull-request-number = Pull-Request #{ $number }
pull-request-to-come = Er wird geöffnet, wenn die Aufgabe als erledigt geschlossen wird.
pull-request-to-take-over = Er ist schon auf GitHub. Wird die Aufgabe als erledigt geschlossen, wird er übernommen.

# Rückgängig machen

is-closed = { $task } ist geschlossen.
is-open-again = { $task } ist wieder offen. An GitHub wurde nichts gesendet.
is-somebodys = { $task } ist jetzt { $name } zugewiesen.
is-nobodys = { $task } ist jetzt niemandem zugewiesen.
is-as-before = Alles ist wieder wie vorher.
not-undone = Das ließ sich nicht rückgängig machen. { $why }

# Checks und Reviews

verdicts = Checks und Reviews
no-verdicts = Bisher lief kein Check, und niemand hat ein Review gemacht.
check-running = läuft
check-passed = bestanden
check-failed = fehlgeschlagen
check-skipped = übersprungen
review-approved = stimmt zu
review-asks-for-changes = verlangt Änderungen
review-commented = hat kommentiert
review-dismissed = verworfen
