# Die Glocke, und die Liste der Benachrichtigungen dahinter.

title = Benachrichtigungen
bell = { $count ->
    [0] Benachrichtigungen
   *[other] Benachrichtigungen: { $count } ungelesen
}
mark-all = Alle als gelesen markieren
mark-as-read = Als gelesen markieren
new = Neu
nothing = Nichts zu melden
nothing-about = Wenn dir jemand eine Aufgabe gibt oder dich erwähnt, oder wenn GitHub dich braucht, steht es hier.
github-account = Dein GitHub-Konto
