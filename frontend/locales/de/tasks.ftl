# Die Aufgaben eines Projekts als Liste, und das Formular für eine neue.

tasks = Aufgaben
count = { $count ->
    [one] 1 Aufgabe
   *[other] { $count } Aufgaben
}
count-so-far = { $count ->
    [one] Bisher 1 Aufgabe; beim Scrollen kommen weitere
   *[other] Bisher { $count } Aufgaben; beim Scrollen kommen weitere
}
loading-more = Weitere werden geladen

# Warum keine Aufgabe zu sehen ist.
none-fits = Keine passende Aufgabe
try-another = Versuche es mit einem anderen Text, Status oder einer anderen Person.
none-yet = Noch keine Aufgabe
none-yet-about = Eine Aufgabe sagt, was zu tun ist, von wem und in welchem Repository. Wem sie zugewiesen ist, der hat dort Push-Zugriff, solange sie offen ist.
see-repositories = Verknüpfte Repositorys ansehen

# Das Formular für eine neue Aufgabe.
new-task = Neue Aufgabe
title = Titel
text = Text
text-hint = Was soll danach anders sein? Darf leer bleiben.
create = Aufgabe anlegen
repository = Repository
only-repository = Repository: { $name }
assignee = Zugewiesen an
nobody-yet = Noch niemand
