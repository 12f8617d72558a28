# How long ago something was, and how long it is until something.

just-now = just now
any-moment = any moment
in-seconds = { $count ->
    [one] in 1 second
   *[other] in { $count } seconds
}
minutes-ago = { $count ->
    [one] 1 minute ago
   *[other] { $count } minutes ago
}
in-minutes = { $count ->
    [one] in 1 minute
   *[other] in { $count } minutes
}
hours-ago = { $count ->
    [one] 1 hour ago
   *[other] { $count } hours ago
}
in-hours = { $count ->
    [one] in 1 hour
   *[other] in { $count } hours
}
days-ago = { $count ->
    [one] 1 day ago
   *[other] { $count } days ago
}
in-days = { $count ->
    [one] in 1 day
   *[other] in { $count } days
}
months-ago = { $count ->
    [one] 1 month ago
   *[other] { $count } months ago
}
in-months = { $count ->
    [one] in 1 month
   *[other] in { $count } months
}
years-ago = { $count ->
    [one] 1 year ago
   *[other] { $count } years ago
}
in-years = { $count ->
    [one] in 1 year
   *[other] in { $count } years
}
