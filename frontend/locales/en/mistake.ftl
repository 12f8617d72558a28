# What is wrong with the text of a field.

empty = This cannot be empty.
too-short = Use at least { $min } characters.
too-long = Use at most { $max } characters.
zero-character = A zero character cannot be kept.
several-lines = Use one line, without control characters.
comma-in-label = A label's name has no comma.
not-a-login = This is not what GitHub calls an account.
not-an-email = This is not an e-mail address.
not-a-key = Use 2 to { $max } capital letters and digits, starting with a letter.
not-a-branch = Git does not allow this as a branch's name.
unknown-placeholder = There is no { $word }; use { $known }.
