# Was die Teile sagen, aus denen alle Seiten bestehen.

copy = Kopieren
copy-line = { $line } kopieren
copied = Kopiert.
copying-not-allowed = Der Browser hat das Kopieren nicht erlaubt. Markiere stattdessen die Zeile.
keep-as-it-is = So lassen
loading = Wird geladen

# Was gegen ein Problem hilft.
load-current = Aktuelle Fassung laden
connect-in-profile = GitHub im Profil verbinden
mend-on-github = Auf GitHub beheben

# Eine Seite, deren Teil des Programms nicht kam.
page-not-loaded = Diese Seite konnte nicht geladen werden
page-not-loaded-about = Vielleicht gibt es eine neue Version von Tasksource, oder der Server ist nicht erreichbar.
load-again = Neu laden
