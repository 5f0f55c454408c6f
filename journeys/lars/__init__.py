"""What is said and done in Lars's story, step by step: who he is, his words, and those around his table."""

from helhet.workshop.world.numbers import numbers

LARS = numbers()["lars"]
WORDS = "Att få ha kvar gården och korna, och sova en hel natt."
SECRET = "Inget om grannens anmälan."
TALK, SLEEP = "Samtal om alkohol, hemma på gården", "Ett schema för att trappa ner sömntabletterna"
RELIEF = "Söka avbytare två morgnar i veckan"
MISUSE, INTAKE, HEALTH = "Missbruksenheten", "Mottagningsenheten", "Närhälsan Solgärde vårdcentral"
AT_THE_TABLE = ("Lars", HEALTH, MISUSE, "Annika Hagmark")
SAID = {
    "Hur har det gått sedan sist?": "Han sover till fyra de flesta nätter.", "Vad är nytt?": "Körkortet är tillbaka.",
    "Har det gjort skillnad, nu och på längre sikt?": "Ja, han orkar med stängslen.",
    "Behöver något ändras?": "Samtalen kan bli glesare.", "Hur går vi vidare?": "Vi ses igen till våren.",
}
