# Wie lange etwas her ist, und wie lange es noch dauert.

just-now = gerade eben
any-moment = jeden Moment
in-seconds = { $count ->
    [one] in einer Sekunde
   *[other] in { $count } Sekunden
}
minutes-ago = { $count ->
    [one] vor einer Minute
   *[other] vor { $count } Minuten
}
in-minutes = { $count ->
    [one] in einer Minute
   *[other] in { $count } Minuten
}
hours-ago = { $count ->
    [one] vor einer Stunde
   *[other] vor { $count } Stunden
}
in-hours = { $count ->
    [one] in einer Stunde
   *[other] in { $count } Stunden
}
days-ago = { $count ->
    [one] vor einem Tag
   *[other] vor { $count } Tagen
}
in-days = { $count ->
    [one] in einem Tag
   *[other] in { $count } Tagen
}
months-ago = { $count ->
    [one] vor einem Monat
   *[other] vor { $count } Monaten
}
in-months = { $count ->
    [one] in einem Monat
   *[other] in { $count } Monaten
}
years-ago = { $count ->
    [one] vor einem Jahr
   *[other] vor { $count } Jahren
}
in-years = { $count ->
    [one] in einem Jahr
   *[other] in { $count } Jahren
}
