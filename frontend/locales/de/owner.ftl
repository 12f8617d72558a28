# Wie ein Eigentümer von Repositorys zu dieser App steht: ein Vermerk und der Link, der hilft.

approval-needed = Freigabe nötig
ask-for-approval = Um Freigabe bitten
approval-explained = { $login } lässt nur Apps zu, die dort freigegeben sind, und Tasksource gehört noch nicht dazu. Ein Inhaber der Organisation kann es freigeben; alle anderen können darum bitten.
sso-needed = Anmeldung nötig
sign-in-with-sso = Mit SSO anmelden
sso-explained = { $login } verlangt ein Single Sign-on. Melde dich dort an und verbinde dann GitHub in deinem Profil neu.
restricted = eingeschränkt
review-access = Zugriff prüfen
restricted-explained = GitHub zeigt Tasksource nichts Privates von { $login } und sagt nicht, warum: Entweder hat die Organisation Tasksource nicht freigegeben, oder dein Konto ist dort kein Mitglied.
