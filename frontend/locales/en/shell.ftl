# What is around every page, and what stands where there is no page.

skip = Skip to the page
main-navigation = Main
projects = Projects
go-to = Go to…
# The keys that do the same, as they are written on the keyboard.
go-to-keys = Ctrl K
switch-theme = Switch between light and dark

## The banner of the practice GitHub.

practice = Practice GitHub
practice-about = This is the practice GitHub: nothing here reaches github.com.
open-practice = Open it

## The menu of one's account.

# Before the name.
account-of = Account of
profile-settings = Profile settings
guide = Guide to GitHub
sign-out = Sign out

## There is no such page.

not-found = Not found
no-page = There is no page here
no-page-about = The address is mistyped, or what was here is gone or not yours to see.
to-projects = Go to your projects
