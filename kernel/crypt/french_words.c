/* Words of popular French passwords, lower case and without accents: zxcvbn's own lists are English. */
#include "kernel/crypt/password_words.h"

const char *const french_words[] = {
    "motdepasse",  "mdp",       "passe",     "azerty",    "azertyuiop", "qsdfghjklm", "wxcvbn",    "bonjour",
    "bonsoir",     "salut",     "soleil",    "jetaime",   "amour",      "doudou",     "loulou",    "chouchou",
    "cheri",       "cherie",    "mamour",    "coucou",    "princesse",  "papillon",   "chocolat",  "nounours",
    "maman",       "papa",      "famille",   "enfant",    "bebe",       "maison",     "jardin",    "voiture",
    "cheval",      "chien",     "chat",      "chaton",    "poisson",    "lapin",      "tigre",     "vanille",
    "fraise",      "cerise",    "orange",    "citron",    "fromage",    "football",   "marseille", "lyon",
    "paris",       "toulouse",  "bordeaux",  "nantes",    "lille",      "rennes",     "bretagne",  "france",
    "francais",    "liberte",   "bienvenue", "vacances",  "musique",    "guitare",    "danse",     "nicolas",
    "camille",     "julien",    "thomas",    "alexandre", "isabelle",   "nathalie",   "sandrine",  "stephane",
    "printemps",   "automne",   "hiver",     "janvier",   "fevrier",    "mars",       "avril",     "juin",
    "juillet",     "aout",      "septembre", "octobre",   "novembre",   "decembre",   "lundi",     "mardi",
    "mercredi",    "jeudi",     "vendredi",  "samedi",    "dimanche",   "secret",     "compte",    "connexion",
    "ordinateur",  "internet",  "bureau",    "travail",   "entreprise", "societe",    "formation", "formateur",
    "apprenant",   "stagiaire", "gestion",   "banque",    "assurance",  "equipe",     "directeur", "administrateur",
    "utilisateur", "super",     "bonheur",   "etoile",    "lumiere",    "merci",      "ensemble",  "toujours",
    NULL,
};
