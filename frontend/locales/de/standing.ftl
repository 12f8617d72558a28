# Warum jemand Zugriff auf ein Repository hat, und was dort von Hand getan wurde.

added = Von Hand gegeben
raised = Von Hand erweitert
lowered = Von Hand eingeschränkt
removed = Von Hand entfernt

added-explained = Jemand hat das auf GitHub gegeben. Tasksource war es nicht und nimmt es darum auch nicht weg.
raised-explained = Jemand hat auf GitHub mehr gegeben, als Tasksource gab oder dort fand. Dabei bleibt es.
taken-and-asked-for = Jemand hat den Zugriff auf GitHub weggenommen, obwohl eine Aufgabe ihn verlangt: Beim nächsten Abgleich ist er wieder da. Um ihn zu beenden, entziehe ihn hier.
taken = Jemand hat den Zugriff auf GitHub weggenommen.

was-before = Der Zugriff war schon vor Tasksource da und bleibt, wie er ist.
is-owner = Das Repository gehört diesem Konto.
by-organization = Der Zugriff kommt von der Organisation: als Inhaber, als Mitglied oder über ein Team.
by-hand = Keine Aufgabe verlangt ihn.
