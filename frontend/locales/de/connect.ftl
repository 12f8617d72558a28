# Ein GitHub-Konto verbinden: der Knopf, die Erklärung, und was daraus wurde.

connect = GitHub-Konto verbinden
connect-again = GitHub neu verbinden

## Worum gebeten wird, und weshalb.

rights = Worum GitHub dich bitten wird
# Das Recht read:org.
why-organizations = Sehen, zu welchen Organisationen du gehörst, damit du deren Repositorys wählen kannst.
# Das Recht repo.
why-repositories = Zugriff auf die Repositorys geben und entziehen, die du wählst, Branches und Pull-Requests anlegen und dir Commits zeigen. Ein kleineres Recht hat GitHub für private Repositorys nicht.
# Das Recht offline_access.
why-offline = Token bekommen, die nach Stunden ablaufen und erneuert werden, statt eines Tokens, das bleibt.
organizations-too = Gib auf der nächsten Seite auch die Organisationen frei, deren Repositorys du nutzen willst. Du kannst all das jederzeit wieder entfernen.
continue-to-github = Weiter zu GitHub

## Zurück von GitHub.

connecting = GitHub wird verbunden
connected = Das GitHub-Konto { $login } ist verbunden.
not-connected = GitHub wurde nicht verbunden
nothing-stored = Es wurde nichts gespeichert. Du kannst es in deinem Profil noch einmal beginnen.
to-profile = Zu deinem Profil
