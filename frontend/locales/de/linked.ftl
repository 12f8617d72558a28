# Die Repositorys, die mit einem Projekt verknüpft sind.

none-linked = Noch ist kein Repository verknüpft
none-linked-about = Ein Manager verknüpft die GitHub-Repositorys, in denen an den Aufgaben dieses Projekts gearbeitet wird.
private = privat

development-branch = Entwicklungs-Branch
no-branch = Noch keiner: Aufgaben bekommen erst einen Branch, wenn einer ausgewählt ist.
steward = Zuständig
steward-about = Wessen GitHub-Konto hier handelt
no-steward = Niemand: Übernimm es, damit Zugriff gegeben und entzogen werden kann.
not-connected = { $name } (kein GitHub-Konto verbunden)

change-branch = Branch ändern
pick-branch = Branch auswählen

take-over = Übernehmen
take-over-title = Zuständigkeit übernehmen?
take-over-about = Von da an gibt und entzieht dein GitHub-Konto den Zugriff auf dieses Repository. Es muss dort Administrator sein.
yes-take-over = Ja, übernehmen

unlink = Verknüpfung lösen
unlink-title = Verknüpfung mit diesem Repository lösen?
unlink-about = Was Tasksource darauf für die Aufgaben dieses Projekts gegeben hat, wird entzogen. Branches und Pull-Requests bleiben auf GitHub.
yes-unlink = Ja, Verknüpfung lösen
