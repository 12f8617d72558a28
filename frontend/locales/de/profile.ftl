# Die eigenen Einstellungen.

title = Profileinstellungen
tab-profile = Profil
tab-integrations = Integrationen
tab-access = Zugriff
tab-security = Sicherheit

## Der Reiter Profil.

about-you = Über dich
sign-in-as = Zum Anmelden verwendest du
github-account = GitHub-Konto
github-account-about = Damit siehst du Commits, legst Branches an und bekommst Zugriff auf Repositorys, solange deine Aufgaben ihn brauchen.
connected-as = Verbunden als
manage = Verwalten
no-longer-taken = GitHub nimmt diese Verbindung nicht mehr an.
being-removed = Diese Verbindung wird gerade entfernt.
language = Sprache
language-about = In diesem Browser sprechen die Seiten diese Sprache.

## Der Reiter Integrationen: die Karte des Kontos.

not-connected = Kein Konto ist verbunden
not-connected-about = Verbinde dein GitHub-Konto, um Commits zu sehen, Branches anzulegen und für deine Aufgaben Zugriff zu bekommen.
remove-connection = Verbindung entfernen
no-longer-taken-go-on = GitHub nimmt diese Verbindung nicht mehr an. Verbinde dich neu, damit es weitergeht.
taking-back = Wird entfernt: Was darüber gegeben wurde, wird gerade entzogen.
tried = { $count ->
    [one] 1 Mal versucht
   *[other] { $count } Mal versucht
}
# Davor, wann es wieder versucht wird.
tried-again = nächster Versuch
# Davor und dahinter, wann das ist.
tokens-wiped = Die Token werden hier spätestens
tokens-wiped-latest = gelöscht
not-granted = GitHub hat nicht alles erteilt, was nötig ist: { $scopes }. Verbinde dich neu und erteile es.
granted = Erteilt:
# Davor, wie lange das her ist.
connected = Verbunden
organizations-and-grant = Organisationen und Freigabe auf GitHub

## Was aufhört, wenn die Verbindung entfernt wird.

remove-question = Die Verbindung zu GitHub entfernen?
yes-remove = Ja, Verbindung entfernen
removal-order = Zuerst wird dieser Zugriff entzogen, dann werden die Webhooks und die Freigabe bei GitHub gelöscht, zuletzt die Token hier: innerhalb einer Stunde, auch wenn GitHub nicht antwortet. Branches und Pull-Requests bleiben.
loses-steward = Für { $repository } ist dann niemand mehr zuständig
and-more-tasks = { $count ->
    [one] und eine weitere Aufgabe
   *[other] und { $count } weitere Aufgaben
}

## Was auf GitHub noch zu erledigen ist.

# Davor, wie lange das her ist.
ended-here = Hier endete sie
authorized-apps = Deine autorisierten Apps auf GitHub
finished-there = Ich habe es dort erledigt

## Der Reiter Zugriff.

your-access = Dein Zugriff auf GitHub
your-access-about = Worauf du wegen deiner Aufgaben Zugriff hast, in allen deinen Projekten. Mit den Aufgaben endet er.
no-access = Kein Zugriff wegen deiner Aufgaben
no-access-about = Wird dir eine offene Aufgabe mit einem Repository zugewiesen, erscheint es hier.

## Der Reiter Sicherheit: Passwort.

password-about = Wenn du es änderst, wirst du überall sonst abgemeldet.
current-password = Aktuelles Passwort
new-password = Neues Passwort
change-password = Passwort ändern
password-changed = Passwort geändert. Alle anderen Sitzungen sind beendet.
wrong-password = Das ist nicht dein aktuelles Passwort.

## Der Reiter Sicherheit: Sitzungen.

sessions = Sitzungen
sessions-about = Wo du angemeldet bist.
sign-out = Abmelden
this-browser = dieser Browser
# Davor, wie lange das her ist.
signed-in = Angemeldet
last-used = zuletzt verwendet

## Der Reiter Sicherheit: Token.

tokens = Persönliche Zugriffstoken
tokens-about = Damit handelt ein Programm über die API in deinem Namen.
token-purpose = Wofür es ist
create-token = Token anlegen
token-may = Es darf
only-look = Nur lesen
look-and-change = Lesen und ändern
good-for = Gültig für
days = { $count ->
    [one] 1 Tag
   *[other] { $count } Tage
}
one-year = 1 Jahr
copy-now = Kopiere es jetzt: Es wird nur dieses eine Mal gezeigt.
no-token = Kein Token
no-token-about = Nur deine Browser handeln in deinem Namen.
only-looks = liest nur
looks-and-changes = liest und ändert
# Davor, wie lange es bis dahin dauert.
ends = Endet
never-used = nie verwendet
delete-token-question = Dieses Token löschen?
yes-delete-token = Ja, Token löschen
token-deletion = Was es verwendet, kann nicht mehr in deinem Namen handeln.

## Der Reiter Sicherheit: Verlauf.

history = Verlauf
history-about = Anmeldungen, Token und die Verbindung zu GitHub. Hier lässt sich nichts ändern.
