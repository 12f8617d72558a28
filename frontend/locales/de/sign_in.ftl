# Anmelden und ein Konto anlegen.

sign-in = Anmelden
about = Aufgaben, die GitHub-Zugriff mitbringen.
no-account = Noch kein Konto?
create-one = Konto anlegen
email = E-Mail
password = Passwort

## Ein Konto anlegen.

create-account = Konto anlegen
create-your-account = Leg dein Konto an
github-afterwards = GitHub verbindest du danach, wenn du möchtest.
have-account = Schon ein Konto?
sign-in-instead = Stattdessen anmelden
password-hint = Mindestens { $min } Zeichen.
