# Die Seite der Anleitung; ihr Text ist eine Datei neben den Seiten.

title = Tasksource und GitHub
