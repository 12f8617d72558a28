# Was mit einer Aufgabe geschah und was als Nächstes kommt.

title = Verlauf
coming = Als Nächstes
so-far = Bisher
tried-again = Nächster Versuch

# Was ein Eintrag außer seiner Art noch sagt

edited-title = Titel
edited-text = Text
edited-status = Status: { $status }
edited-priority = Priorität: { $priority }
edited-no-priority = keine Priorität
edited-due = fällig: { $day }
edited-not-due = kein Fälligkeitstag
edited-labels = Labels
edited-repository = Repository
right-given = Aufgaben geben „{ $right }“
closing-changed = wie Aufgaben übergeben werden
follows-changed = wonach sich ein Status richtet
access-found = { $access }; „{ $seen }“ statt „{ $given }“
access-left = { $access }; „{ $right }“ bleibt wie zuvor
access-resized = { $access }; „{ $right }“ ab jetzt
