# Was es auf GitHub bewirkt, eine Aufgabe zu schließen, abzubrechen oder wieder zu öffnen; gesagt,
# bevor es geschieht.

opens-pull-request = Auf GitHub wird ein Pull-Request von { $branch } nach { $base } geöffnet.
opens-pull-request-somewhere = Auf GitHub wird ein Pull-Request von { $branch } in den Entwicklungs-Branch geöffnet.
no-branch = Es gibt keinen Branch, also wird kein Pull-Request geöffnet.
no-pull-request = Es wird kein Pull-Request geöffnet.
branch-stays = Der Branch { $branch } bleibt auf GitHub, wie er ist.
taken-back = { $who } verliert, was Tasksource für { $repository } gegeben hat, sofern keine andere offene Aufgabe es braucht.
taken-back-later = Sobald der Pull-Request zusammengeführt oder geschlossen ist, verliert { $who }, was Tasksource für { $repository } gegeben hat, sofern keine andere offene Aufgabe es braucht.
given-again = Nach dem Öffnen hat { $who } wieder Zugriff auf { $repository }.
