# Signing in and creating an account.

sign-in = Sign in
about = Tasks that carry GitHub access.
no-account = No account yet?
create-one = Create one
email = E-mail
password = Password
