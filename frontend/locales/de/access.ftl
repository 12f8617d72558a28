# Der Zugriff einer Aufgabe: wie es um ihn steht, und was das heißt.

not-asked = Nicht angefordert
awaits-connection = Wartet auf ein GitHub-Konto
on-its-way = Unterwegs
granted = Erteilt
already-had = War schon vorher da
blocked = Angehalten
ending = Endet
ended = Beendet
kept-by-another-task = Von anderer Aufgabe gehalten
remains = Bleibt auf anderem Weg
held = Zurückgehalten

# Was für einen Namen steht, der nicht bekannt ist; die Sätze unten brauchen davon nur Nominativ
# und Akkusativ.
the-assignee = die zugewiesene Person

# Was jemand kann, unten eingesetzt als { $does }.
does-read = { $repository } lesen
does-triage = { $repository } triagieren
does-push = in { $repository } pushen
does-maintain = { $repository } betreuen
does-administer = { $repository } administrieren

# Wann der Zugriff von selbst endet, unten eingesetzt als { $until }.
until-review-settled = bis das Review geklärt ist
until-merged-or-closed = bis der Pull-Request zusammengeführt oder geschlossen ist
until-pull-request-open = bis der Pull-Request offen ist
until-closed-and-merged = bis diese Aufgabe geschlossen und ihr Pull-Request zusammengeführt oder geschlossen ist
until-closed = bis diese Aufgabe geschlossen ist

no-repository = Diese Aufgabe hat kein Repository: Wer sie bekommt, erhält keinen Zugriff.
not-asked-explained = Wer die Aufgabe bekommt, erhält Zugriff auf ihr Repository, bis sie geschlossen ist.
awaits-connection-explained = Noch hat { $who } kein GitHub-Konto verbunden. Sobald das geschehen ist, gibt es Zugriff.
on-its-way-explained = GitHub wird gebeten, { $who } { $does } zu lassen.
granted-explained = { $who } kann { $does }, { $until }.
already-had-explained = { $who } konnte schon vor dieser Aufgabe { $does }. Daran ändert sich nichts.
blocked-explained = Das muss erst jemand in Ordnung bringen.
ending-explained = { $who } verliert gerade den Zugriff auf { $repository }.
ended-explained = { $who } hat durch diese Aufgabe keinen Zugriff mehr auf { $repository }.
kept-by-another-task-explained = { $who } braucht den Zugriff auf { $repository } noch für eine andere offene Aufgabe.
remains-explained = Was Tasksource gegeben hat, ist zurückgenommen, aber { $who } hat weiter Zugriff auf { $repository }: über ein Team, über die Organisation oder weil ihn jemand von Hand gab.
held-explained = Zurzeit bekommt { $who } keinen Zugriff auf { $repository }: Ein Manager hält ihn zurück. Tasksource gibt keinen, was auch immer die Aufgaben verlangen, bis ein Manager ihn in den Projekteinstellungen zurückgibt.
