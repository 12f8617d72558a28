# Die Palette mit dem, was sie anbietet, und die Tastenkürzel.

palette = Öffnen oder ausführen
field = Projekt, Aufgabe, Seite oder Aktion
example = Kürzel oder Titel einer Aufgabe, ein Projekt, eine Seite…
choices = Auswahl
searching = Suche läuft…
found = { $count ->
    [0] Nichts gefunden.
    [one] Ein Treffer
   *[other] { $count } Treffer
}

# Was für eine Art von Ding es ist.
kind-open-task = Aufgabe öffnen
kind-task = Aufgabe
kind-project = Projekt
kind-page = Seite
kind-action = Aktion
kind-help = Hilfe

# Was in einem Projekt angeboten wird.
tasks-of = Aufgaben von { $key }
new-task-in = Neue Aufgabe in { $key }
settings-of = Einstellungen von { $key }: { $tab }
general = Allgemein
members = Mitglieder
integrations = Integrationen
workflow = Workflow
access = Zugriff
activity = Aktivität

# Was überall angeboten wird.
projects = Projekte
guide = Anleitung zu GitHub
new-project = Neues Projekt
profile = Profileinstellungen
connect = GitHub verbinden
my-access = Mein Zugriff auf GitHub
security = Sicherheit: Sitzungen und Token
switch-theme = Zwischen hell und dunkel wechseln
shortcuts = Tastenkürzel

# Die Tasten, und was jede tut.
control-k = Strg K oder ⌘ K
one-then-other = { $first }, dann { $second }
go-or-do = Projekt, Aufgabe oder Seite öffnen oder etwas tun
go-to-projects = Zu deinen Projekten
go-to-tasks = Zu den Aufgaben dieses Projekts
go-to-settings = Zu den Einstellungen dieses Projekts
go-to-profile = Zu deinem Profil
create-task = Aufgabe in diesem Projekt anlegen
undo-last = Rückgängig machen, was du gerade getan hast, solange es angeboten wird
show-shortcuts = Diese Tastenkürzel anzeigen
