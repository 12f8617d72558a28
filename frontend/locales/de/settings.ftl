# Die Einstellungen eines Projekts, sein Name, seine Beschreibung und was geschehen ist.

title = Projekteinstellungen
general = Allgemein
members = Mitglieder
integrations = Integrationen
workflow = Workflow
access = Zugriff
activity = Aktivität

about-project = Über das Projekt
description = Beschreibung
managers-change = Manager und Inhaber können das ändern.

activity-about = Wer was getan hat und warum das System gehandelt hat. Nichts davon lässt sich ändern; der Server kann es belegen.
nothing-happened = Noch ist nichts geschehen
nothing-happened-about = Was hier getan wird und was daraus auf GitHub folgt, wird festgehalten.
why = Grund: { $reason }
github-request = Anfrage-ID von GitHub
