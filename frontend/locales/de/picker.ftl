# Ein Repository verknüpfen: verbinden, es auswählen, seinen Entwicklungs-Branch auswählen, fertig.

link-repository = Repository verknüpfen
not-now = Nicht jetzt
progress = Fortschritt
step-connect = Verbinden
step-repository = Repository
step-done = Fertig

connect-about = Repositorys werden mit deinem eigenen GitHub-Konto gesucht. Nach dem Verbinden kommst du auf diese Seite zurück.

# Der Branch steht zwischen diesen beiden.

linked-with = { $name } ist verknüpft, mit
as-development-branch = als Entwicklungs-Branch.

from-now-on = Von jetzt an geschieht von selbst:
then-push = Wer hier eine Aufgabe zugewiesen bekommt, kann in das Repository pushen, solange sie offen ist.
then-branch = Jede Aufgabe hat ihren eigenen Branch, und ihre Seite zeigt die Commits allen, die sie auf GitHub sehen dürfen.
then-close = Wird eine Aufgabe als erledigt geschlossen, so wird der Pull-Request geöffnet und danach der Zugriff entzogen.
finish = Abschließen

# Wessen Repositorys es gibt.

owner = Inhaber
owner-typed = Teil eines Logins eingeben…
all-owners = Alle, neueste Arbeit zuerst
organization-missing = Fehlt eine Organisation?
grant-access = Auf GitHub Zugriff geben oder anfragen
ask-github = GitHub nach „{ $login }“ fragen
nobody-of-login = GitHub kennt niemanden mit diesem Login.

# Die Repositorys.

name-typed = Teile des Namens eingeben…
mend = Auf GitHub beheben
reading = Repositorys werden von GitHub gelesen
found-all = Repositorys: { $all }
found-all-so-far = Repositorys bisher: { $all }
found-some = Repositorys: { $fit } von { $all }
found-some-so-far = Repositorys bisher: { $fit } von { $all }
repositories = Repositorys
none-fits = Kein Repository passt
none-fits-about = Versuch es mit einem anderen Inhaber oder anderen Teilen des Namens.
none-yet = Noch kein Repository
none-yet-about = GitHub zeigt deinem Konto kein Repository. Lege dort eines an oder lass dir Zugriff auf ein anderes geben; dann komm zurück.
private = privat
archived = archiviert
fork = Fork
# Danach steht, wann.
pushed = gepusht
select = Auswählen

# Warum ein Repository nicht verknüpft werden kann, oder dass es geht.

administrator = Du bist Administrator
linked-already = Schon verknüpft.
archived-on-github = Auf GitHub archiviert, dort lässt sich nichts ändern.
no-access-here = Du hast hier keinen Zugriff, aber zum Verknüpfen braucht es einen Administrator.
read-here = Du kannst hier lesen, aber zum Verknüpfen braucht es einen Administrator.
triage-here = Du kannst hier triagieren, aber zum Verknüpfen braucht es einen Administrator.
push-here = Du kannst hier pushen, aber zum Verknüpfen braucht es einen Administrator.
maintain-here = Du kannst hier betreuen, aber zum Verknüpfen braucht es einen Administrator.

# Die Branches.

development-branch = Entwicklungs-Branch
branch-about = Aufgaben beginnen auf diesem Branch, und ihre Pull-Requests führen in ihn zurück.
branch-typed = Anfang des Namens eingeben…
branches = Branches
default-branch = Standard
protected-branch = geschützt
none-begins = Kein Branch beginnt so.
more-branches = Mehr Branches anzeigen
or-type = oder gib den Anfang des Namens ein.
more-than-these = GitHub hat noch mehr als diese. Von den fehlenden findet man einen nur über den Anfang seines Namens.
no-first-commit = Es gibt keinen Branch, auf dem begonnen werden kann. Pushe einen ersten Commit und sieh dann noch einmal nach.
open-on-github = Auf GitHub öffnen
look-again = Noch einmal nachsehen
use-branch = Diesen Branch verwenden
