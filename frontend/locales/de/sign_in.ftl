# Anmelden und ein Konto anlegen.

sign-in = Anmelden
about = Aufgaben, die GitHub-Zugriff mitbringen.
no-account = Noch kein Konto?
create-one = Konto anlegen
email = E-Mail
password = Passwort
