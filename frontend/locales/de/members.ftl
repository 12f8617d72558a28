# Wer in einem Projekt ist, und als was.

title = Mitglieder
about = Rollen gelten nur in Tasksource. Was jemand auf GitHub darf, ergibt sich aus den Aufgaben.

add-somebody = Jemanden hinzufügen
add-about = Dafür ist zuerst ein Konto bei Tasksource nötig.
email = E-Mail
role = Rolle
add-member = Mitglied hinzufügen

no-github = Noch kein GitHub-Konto
github = GitHub: { $login }
access = Zugriff
access-of = Zugriff von { $name }
role-of = Rolle von { $name }

remove-member = { $name } entfernen
remove-title = { $name } aus dem Projekt entfernen?
remove-about = Wer entfernt ist, sieht das Projekt nicht mehr. Offene Aufgaben sind dann niemandem mehr zugewiesen, und der Zugriff, den Tasksource dafür auf GitHub gegeben hat, wird entzogen.
yes-remove = Ja, Mitglied entfernen
