# What a browser is called.

chromium-or-chrome = Chromium or Chrome
on-system = { $browser } on { $system }
some-on-system = A browser on { $system }
unnamed = An unnamed browser
