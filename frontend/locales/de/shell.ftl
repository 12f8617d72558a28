# Was um jede Seite ist, und was dort steht, wo keine Seite ist.

skip = Zur Seite springen
main-navigation = Hauptmenü
projects = Projekte
go-to = Gehe zu…
# Die Tasten, die dasselbe tun, wie sie auf der Tastatur stehen.
go-to-keys = Strg K
switch-theme = Zwischen hell und dunkel wechseln

## Das Banner des Übungs-GitHub.

practice = Übungs-GitHub
practice-about = Das ist das Übungs-GitHub: Nichts von hier erreicht github.com.
open-practice = Öffnen

## Das Menü des eigenen Kontos.

# Vor dem Namen.
account-of = Konto von
profile-settings = Profileinstellungen
guide = Anleitung zu GitHub
sign-out = Abmelden

## Eine solche Seite gibt es nicht.

not-found = Nicht gefunden
no-page = Hier ist keine Seite
no-page-about = Die Adresse ist vertippt, oder was hier war, ist fort oder nicht für dich bestimmt.
to-projects = Zu deinen Projekten
