# Die Projekte einer Person, das Formular für ein neues, und der Rahmen um die Seiten eines Projekts.

projects = Projekte
none-yet = Noch kein Projekt
none-yet-about = Ein Projekt umfasst Aufgaben, die Menschen, die daran arbeiten, und die GitHub-Repositorys, in denen sie arbeiten. Lege eins an, oder bitte einen Manager, dich zu seinem hinzuzufügen.
open-tasks = { $count ->
    [one] 1 offene Aufgabe
   *[other] { $count } offene Aufgaben
}

# Das Formular für ein neues Projekt.
new-project = Neues Projekt
key = Kürzel
key-hint = Steht vor den Nummern der Aufgaben, wie in WEB-42. Es lässt sich später nicht ändern.
description = Beschreibung
description-hint = Worum es in dem Projekt geht. Darf leer bleiben.
create = Projekt anlegen

# Der Rahmen um die Seiten eines Projekts.
project = Projekt
tasks = Aufgaben
settings = Einstellungen
