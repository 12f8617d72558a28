# Was an der Eingabe in einem Feld nicht stimmt.

empty = Hier muss etwas stehen.
too-short = Nimm mindestens { $min } Zeichen.
too-long = Nimm höchstens { $max } Zeichen.
zero-character = Ein Nullzeichen kann nicht gespeichert werden.
several-lines = Nimm eine Zeile ohne Steuerzeichen.
comma-in-label = Der Name eines Labels enthält kein Komma.
not-a-login = So heißt auf GitHub kein Konto.
not-an-email = Das ist keine E-Mail-Adresse.
not-a-key = Nimm 2 bis { $max } Großbuchstaben und Ziffern, am Anfang einen Buchstaben.
not-a-branch = Git erlaubt diesen Branch-Namen nicht.
unknown-placeholder = { $word } gibt es nicht; nimm { $known }.
