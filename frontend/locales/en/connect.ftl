# Connecting a GitHub account: the button, the explanation, and what came of it.

connect = Connect GitHub account
connect-again = Connect GitHub again

## What is asked for, and why.

rights = What GitHub will ask you to grant
# The right read:org.
why-organizations = See which organizations you belong to, so that you can pick their repositories.
# The right repo.
why-repositories = Give and take access to the repositories you choose, create branches and pull requests, and show you commits. GitHub has no smaller right for private repositories.
# The right offline_access.
why-offline = Receive tokens that expire after hours and are renewed, instead of one that lasts.
organizations-too = On the next page, also grant the organizations whose repositories you want to use. You can remove all of this at any time.
continue-to-github = Continue to GitHub

## Back from GitHub.

connecting = Connecting GitHub
connected = GitHub account { $login } is connected.
not-connected = GitHub was not connected
nothing-stored = Nothing was stored. You can begin again from your profile.
to-profile = Go to your profile
