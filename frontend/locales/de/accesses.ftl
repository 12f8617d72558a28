# Wer pushen kann und warum, was auf GitHub noch aussteht, und was Manager mit einem Zugriff tun.

who-can-push = Wer pushen kann
who-can-push-about = Alle, die in die Repositorys dieses Projekts pushen können, und warum. GitHub wird mit deinem eigenen Konto gefragt.
look-again = Noch einmal nachsehen
download = CSV herunterladen
one-person = Nur der Zugriff einer Person wird angezeigt.
show-all = Alle anzeigen
asking = GitHub wird gefragt, wer jetzt pushen kann. Bis dahin siehst du, was Tasksource selbst aufgezeichnet hat.
differ = { $count ->
    [one] Ein Zugriff weicht von dem ab, was Tasksource aufgezeichnet hat.
   *[other] { $count } Zugriffe weichen von dem ab, was Tasksource aufgezeichnet hat.
}
nobody-known = Niemand, soweit bekannt
nobody-known-about = Sobald eine offene Aufgabe zugewiesen ist, erscheint hier die zugewiesene Person.

# Was noch aussteht.

still-to-happen = Auf GitHub noch zu tun
tried = { $count ->
    [one] Einmal versucht
   *[other] { $count }-mal versucht
}
# Danach steht, wann.
tried-again = Nächster Versuch

# Entziehen und zurückgeben.

revoke-now = Jetzt entziehen
revoke-title = { $name } den Zugriff auf { $repository } jetzt entziehen?
revoke-about = Was Tasksource gegeben hat, wird sofort entzogen, in jedem Projekt mit diesem Repository. Keine Aufgabe bringt es zurück, bis ein Manager „Zurückgeben“ drückt; die Aufgaben bleiben, wie sie sind.
revoke-leaves = Was die Person dort schon vor Tasksource durfte, bleibt, ebenso, was ein Team oder die Organisation ihr erlaubt.
yes-revoke = Ja, entziehen
give-back = Zurückgeben

# Ein Repository und seine Konten.

access-to = Zugriff auf { $repository }
as-shown-now = wie GitHub es jetzt zeigt
from-records = Was folgt, hat Tasksource selbst aufgezeichnet.
mend = Auf GitHub beheben
invitations-hidden = Offene Einladungen fehlen hier: GitHub zeigt sie nur Administratoren.
truncated = Mehr als tausend Konten haben Zugriff; dies sind die ersten.
see = Auf GitHub ansehen
account = Konto { $id }
another-project = Auch Aufgaben eines anderen Projekts verlangen diesen Zugriff.

# Danach steht jeweils, wann es war.

a-manager = einem Manager
revoked-by = Entzogen von { $by }
given = Gegeben
last-seen = Zuletzt auf GitHub gesehen

# Steht nach dem Zeitpunkt des Entziehens.

no-task-brings-back = Keine Aufgabe bringt den Zugriff zurück, bis ein Manager ihn zurückgibt.

# Was ein Konto kann, und wozu es eingeladen ist.

and-invited = { $now }, eingeladen: { $right }
