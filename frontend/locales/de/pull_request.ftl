# Wie weit der Pull-Request einer Aufgabe ist.

not-asked = Noch kein Pull-Request.
awaited = Der Pull-Request wird gerade geöffnet.
linked = Der Pull-Request ist auf GitHub offen.
changes-requested = Ein Review verlangt Änderungen. Der Zugriff ist wieder da, bis das Review geklärt ist.
merged = Der Pull-Request ist zusammengeführt.
closed = Der Pull-Request wurde auf GitHub geschlossen, ohne zusammengeführt zu werden.
nothing-to-merge = Kein Pull-Request: Der Branch enthält nichts, was dem Entwicklungs-Branch fehlt.
switched-off = Kein Pull-Request: Das Repository nimmt keine an.
base-missing = Kein Pull-Request: Den Entwicklungs-Branch gibt es auf GitHub nicht mehr.
branch-missing = Kein Pull-Request: Den Branch der Aufgabe gibt es auf GitHub nicht mehr.
repository-missing = Kein Pull-Request: Das Repository gibt es auf GitHub nicht mehr, oder es ist nicht erreichbar.
refused = Kein Pull-Request: GitHub hat ihn abgelehnt.
gave-up = Kein Pull-Request: GitHub war zu lange nicht erreichbar.
