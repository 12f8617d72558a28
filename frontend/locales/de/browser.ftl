# Wie ein Browser heißt.

chromium-or-chrome = Chromium oder Chrome
on-system = { $browser } auf { $system }
some-on-system = Ein Browser auf { $system }
unnamed = Ein unbenannter Browser
