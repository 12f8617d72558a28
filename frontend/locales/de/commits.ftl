# Die Commits im Branch einer Aufgabe.

title = Commits
refresh = Aktualisieren
not-connected = Commits siehst du mit deinem eigenen GitHub-Konto, und du hast noch keines verbunden.
reconnect-needed = GitHub nimmt deine Verbindung nicht mehr an. Verbinde dich neu, um die Commits zu sehen.
connect-again = GitHub neu verbinden
no-access = Dein GitHub-Konto hat keinen Zugriff auf dieses Repository, deshalb siehst du seine Commits nicht.
level = Auf dem Stand des Entwicklungs-Branches.
ahead = { $count ->
    [one] 1 Commit vor dem Entwicklungs-Branch.
   *[other] { $count } Commits vor dem Entwicklungs-Branch.
}
behind = { $count ->
    [one] 1 Commit hinter dem Entwicklungs-Branch.
   *[other] { $count } Commits hinter dem Entwicklungs-Branch.
}
parted = { $count ->
    [one] 1 Commit vor dem Entwicklungs-Branch, { $behind } dahinter.
   *[other] { $count } Commits vor dem Entwicklungs-Branch, { $behind } dahinter.
}
compare = Auf GitHub vergleichen
none-yet = Noch kein Commit. Was in den Branch gepusht wird, erscheint hier.
verified = Verifiziert

# Die Balken der Tage

by-day = { $most ->
    [one] Commits pro Tag, { $first } bis { $last }: höchstens 1 Commit an einem Tag
   *[other] Commits pro Tag, { $first } bis { $last }: höchstens { $most } Commits an einem Tag
}
on-day = { $count ->
    [one] { $day }: 1 Commit
   *[other] { $day }: { $count } Commits
}
