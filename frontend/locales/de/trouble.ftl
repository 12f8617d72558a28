# Was auf GitHub gerade nicht geht, und was dagegen zu tun ist.

no-steward = Für dieses Repository ist kein GitHub-Konto zuständig. Ein Manager verknüpft es in den Projekteinstellungen neu.
steward-must-reconnect = GitHub nimmt das Token des Managers nicht mehr an, der dieses Repository verknüpft hat. Er verbindet GitHub in seinem Profil neu.
steward-is-not-admin = Der Manager, der dieses Repository verknüpft hat, ist dort auf GitHub kein Administrator. Verknüpfe es mit einem Konto, das es ist.
assignee-must-reconnect = Die Einladung liegt auf GitHub, aber GitHub nimmt das Token der zugewiesenen Person nicht mehr an. Sie nimmt die Einladung dort an oder verbindet GitHub neu.
repository-missing = Das Repository gibt es auf GitHub nicht mehr, oder der Manager, der es verknüpft hat, sieht es nicht. Wähle es in den Projekteinstellungen neu aus.
repository-archived = Das Repository ist auf GitHub archiviert; dort lässt sich nichts ändern.
organization-restricts-app = Die Organisation hat Tasksource nicht freigegeben. Das tut einer ihrer Inhaber auf GitHub.
sso-required = Die Organisation verlangt ein Single Sign-on. Melde dich dort an und versuche es dann noch einmal.
too-many-invitations = GitHub nimmt für ein Repository höchstens 50 Einladungen am Tag an. Es geht von selbst weiter.
invitation-declined = Die Einladung wurde auf GitHub abgelehnt oder zurückgezogen. Einen Tag danach wird eine neue geschickt; wird die Aufgabe neu zugewiesen, sofort.
rate-limited = GitHub begrenzt, wie viel im Namen eines Kontos geschehen darf, darum wartet das hier. Es geht von selbst weiter.
github-unavailable = GitHub antwortet nicht. Es geht von selbst weiter.
refused = GitHub hat das abgelehnt.
address-not-public = Die Nachrichten von GitHub erreichen diesen Server nicht: Seine Adresse ist nicht öffentlich, oder etwas steht im Weg. Tasksource sieht stattdessen alle paar Minuten selbst nach.
access-remains = Was Tasksource gegeben hat, ist zurückgenommen, und GitHub zeigt trotzdem noch Zugriff. Vielleicht ist GitHub nur langsam, oder es gibt einen anderen Weg hinein: über ein Team, über die Organisation oder weil ihn jemand von Hand gab. Tasksource sieht von selbst wieder nach.
internal = In Tasksource ist etwas fehlgeschlagen. Es wird noch einmal versucht.
