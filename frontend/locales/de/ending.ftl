# Das Ende einer Verbindung zu GitHub: was damit aufhört, und was dort noch zu tun bleibt.

nothing-depends = Kein Projekt hängt davon ab.
access-depends = Zugriff, den { $accounts ->
    [one] ein Konto darüber bekommen hat
   *[other] { $accounts } Konten darüber bekommen haben
}, wird zurückgenommen.
projects-depend = { $projects ->
    [one] Ein Projekt
   *[other] { $projects } Projekte
} { $tasks ->
    [0] ohne offene Aufgaben
    [one] mit einer offenen Aufgabe
   *[other] mit { $tasks } offenen Aufgaben
} { $projects ->
    [one] hängt
   *[other] hängen
} davon ab.
all-depends = { $projects ->
    [one] Ein Projekt
   *[other] { $projects } Projekte
} { $tasks ->
    [0] ohne offene Aufgaben
    [one] mit einer offenen Aufgabe
   *[other] mit { $tasks } offenen Aufgaben
} { $projects ->
    [one] hängt
   *[other] hängen
} davon ab, ebenso der Zugriff von { $accounts ->
    [one] einem Konto
   *[other] { $accounts } Konten
}, der zurückgenommen wird.

removed = Die Verbindung zu { $login } ist entfernt, und ihre Token sind hier gelöscht.
grant-left = GitHub hat nicht bestätigt, dass die Freigabe gelöscht ist. Sieh dort bei deinen autorisierten Apps nach und entferne Tasksource, falls es noch in der Liste steht.
access-left = Zugriff, den { $accounts ->
    [one] ein Konto darüber bekommen hat
   *[other] { $accounts } Konten darüber bekommen haben
}, konnte nicht zurückgenommen werden. Das geschieht, sobald ein anderer Manager das Repository übernimmt; bis dahin lässt er sich auf GitHub von Hand entfernen.
