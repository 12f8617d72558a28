# Was eine Benachrichtigung sagt. Die ersten zwei stehen hinter einem Namen; auf alle folgt ein Punkt.

assigned = hat dir diese Aufgabe zugewiesen
mentioned = hat dich erwähnt
access-granted = Du kannst jetzt in das Repository pushen
changes-requested = Ein Review verlangt Änderungen
connection-needs-you = GitHub nimmt deine Verbindung nicht mehr an. Verbinde dich neu
