# Signing in and creating an account.

sign-in = Sign in
about = Tasks that carry GitHub access.
no-account = No account yet?
create-one = Create one
email = E-mail
password = Password

## Creating an account.

create-account = Create account
create-your-account = Create your account
github-afterwards = You connect GitHub afterwards, when you want to.
have-account = Have an account?
sign-in-instead = Sign in instead
password-hint = At least { $min } characters.
